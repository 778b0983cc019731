import type { Address, Hex } from 'viem'
import { hashTypedData, hexToBytes } from 'viem'
import { admissionTypes, postOfficeDomain } from './eip712/postOffice.ts'
import { recoverSigner } from './recoverSigner.ts'

/** A relay's receipt for a letter that it took in: what its sender can show if the letter never arrives. */
export type Admission = {
  /** The relay's operator address: two relays may share a signer. */
  relay: Address
  /** The recipient. */
  inboxId: Hex
  /** keccak256 of the sealed letter. */
  letterHash: Hex
  /** The stamp or mailing that pays; 0x0…0: none. */
  postageId: Hex
  /** Unix seconds. */
  receivedAt: number
}

export type AdmissionParameters = {
  chainId: number
  /** Address of the PostOffice on that chain. */
  postOffice: Address
  admission: Admission
}

/**
 * The typed data of a receipt, for the relay's signer to sign (EIP-712).
 *
 * @example
 * const signature = await signer.signTypedData(admissionTypedData(parameters))
 */
export function admissionTypedData({ chainId, postOffice, admission }: AdmissionParameters) {
  return {
    domain: postOfficeDomain(chainId, postOffice),
    types: admissionTypes,
    primaryType: 'Admission',
    message: admission,
  } as const
}

/** The 32 bytes that are signed: the EIP-712 digest of the receipt. */
export function admissionDigest(parameters: AdmissionParameters): Uint8Array {
  return hexToBytes(hashTypedData(admissionTypedData(parameters)))
}

/**
 * Whether a receipt was signed by a relay's signer, an account without code. Any bytes may be given as signature; its form is
 * that of `recoverSigner`.
 *
 * @param parameters.signer - That of `admission.relay`, in any case: `signer` of `GET /v1/relays/{relay}`, or of
 *   `RelayRegistry.relayOf`. A relay may change it, so ask for the one of the time that the receipt is of.
 *
 * @example
 * const isSigned = isAdmissionSignature({ chainId: 8453, postOffice, admission, signature, signer })
 */
export function isAdmissionSignature(
  parameters: AdmissionParameters & { signer: Address; signature: Hex },
): boolean {
  const { signer, signature } = parameters
  return recoverSigner(admissionDigest(parameters), signature) === signer.toLowerCase()
}
