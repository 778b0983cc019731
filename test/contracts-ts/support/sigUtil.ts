import type { MessageTypes, TypedMessage } from '@metamask/eth-sig-util'
import { SignTypedDataVersion, signTypedData, TypedDataUtils } from '@metamask/eth-sig-util'
import type { Address, Hex } from 'viem'
import { bytesToHex, hexToBytes } from 'viem'

import { fieldsOf } from '../../protocol/support/typedDataHash.ts'

/** What `eip712Domain()` answers (ERC-5267). */
export type Eip712Domain = readonly [
  fields: Hex,
  name: string,
  version: string,
  chainId: bigint,
  verifyingContract: Address,
  salt: Hex,
  extensions: readonly bigint[],
]

/** What is signed, by nothing but what the contract says of itself and the text of a type. */
export type Signable = {
  domain: Eip712Domain
  /** As EIP-712 encodes it: the struct itself first, `Register(…)KeyInput(…)`. */
  type: string
  message: Record<string, unknown>
}

/** The EIP-712 digest by MetaMask's library. */
export function sigUtilDigest(signable: Signable): Hex {
  return bytesToHex(TypedDataUtils.eip712Hash(typedMessage(signable), SignTypedDataVersion.V4))
}

/** A signature by MetaMask's library, of 65 bytes. */
export function sigUtilSignature(privateKey: Hex, signable: Signable): Hex {
  return signTypedData({
    privateKey: Buffer.from(hexToBytes(privateKey)),
    data: typedMessage(signable),
    version: SignTypedDataVersion.V4,
  }) as Hex
}

function typedMessage({ domain, type, message }: Signable): TypedMessage<MessageTypes> {
  const types = fieldsOf(type)
  const described = describeDomain(domain)
  return {
    domain: Object.fromEntries(described.map(({ name, value }) => [name, value])),
    types: {
      EIP712Domain: described.map(({ name, type }) => ({ name, type })),
      ...types,
    },
    primaryType: Object.keys(types)[0] ?? '',
    message,
  }
}

/** The fields that the answer says are part of the domain; bit n is for the nth. */
function describeDomain([fields, name, version, chainId, verifyingContract, salt]: Eip712Domain) {
  const all = [
    { name: 'name', type: 'string', value: name },
    { name: 'version', type: 'string', value: version },
    { name: 'chainId', type: 'uint256', value: Number(chainId) },
    { name: 'verifyingContract', type: 'address', value: verifyingContract },
    { name: 'salt', type: 'bytes32', value: salt },
  ]
  return all.filter((_, bit) => (Number(fields) >> bit) & 1)
}
