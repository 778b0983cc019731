import type { Address, Hex } from 'viem'
import { hashTypedData, hexToBytes, size, slice } from 'viem'
import { inboxRegistryDomain, keyPossessionTypes } from '../../protocol/eip712/inboxRegistry.ts'
import { canSign, FIRST_FREE_KEY_KIND } from '../../protocol/keyKinds.ts'
import { isKeySignature } from '../../protocol/keySignature.ts'

const KEY_ID_LENGTH = 32
const SIGNATURE_LENGTH = 64

/**
 * What the proof that came with a key is worth:
 * - `none`: it is empty.
 * - `valid`: the key itself signed for the inbox, so whoever had it wanted it there.
 * - `vouched`: a signing key that was active for the inbox signed for it. Whether anybody has the key's secret this does not
 *   show; it shows that not the wallet alone named it.
 * - `invalid`: it is neither.
 * - `unchecked`: the key is of a free kind and may have signed in a way that only its application knows.
 */
export type PossessionStatus = 'none' | 'valid' | 'vouched' | 'invalid' | 'unchecked'

export type PossessionParameters = {
  chainId: number
  /** Address of the InboxRegistry that told of the key. */
  registry: Address
  inboxId: Hex
  keyId: Hex
  kind: number
  publicKey: Hex
  /** The proof, any bytes. */
  possession: Hex
  /** The key of the same inbox with an id, if it is active at the event; undefined if it is not. */
  activeKey: (keyId: Hex) => Promise<{ kind: number; publicKey: Hex } | undefined>
}

/**
 * Judges the proof of possession in a `KeyAdded`. Survives any bytes.
 *
 * What is signed is the EIP-712 digest of `KeyPossession(inboxId, keyId)` in the registry's domain, in the form that
 * `isKeySignature` takes. A key that can sign (kinds 1, 3, 4) proves itself: 64 bytes. For any other, 96 bytes are the id
 * of a signing key and that key's signature over the digest of the added one; that key was added by an earlier event, also
 * of the same transaction, and is neither revoked nor expired. Whether it proved itself does not matter: here it does.
 */
export async function possessionStatus(
  parameters: PossessionParameters,
): Promise<PossessionStatus> {
  const { kind, publicKey, possession } = parameters
  if (size(possession) === 0) return 'none'
  if (canSign(kind)) {
    const message = digestOf(parameters)
    return isKeySignature({ kind, publicKey, message, signature: possession }) ? 'valid' : 'invalid'
  }
  if (await isVouchedFor(parameters)) return 'vouched'
  return kind >= FIRST_FREE_KEY_KIND ? 'unchecked' : 'invalid'
}

async function isVouchedFor(parameters: PossessionParameters): Promise<boolean> {
  const { possession, activeKey } = parameters
  if (size(possession) !== KEY_ID_LENGTH + SIGNATURE_LENGTH) return false
  const signer = await activeKey(slice(possession, 0, KEY_ID_LENGTH))
  if (!signer) return false
  const signature = slice(possession, KEY_ID_LENGTH)
  return isKeySignature({ ...signer, message: digestOf(parameters), signature })
}

function digestOf({ chainId, registry, inboxId, keyId }: PossessionParameters): Uint8Array {
  return hexToBytes(
    hashTypedData({
      domain: inboxRegistryDomain(chainId, registry),
      types: keyPossessionTypes,
      primaryType: 'KeyPossession',
      message: { inboxId, keyId },
    }),
  )
}
