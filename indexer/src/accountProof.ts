import { base58 } from '@scure/base'
import type { Address, Hex } from 'viem'
import { bytesToHex, size, stringToBytes } from 'viem'
import { accountLinkMessage } from '../../protocol/accountLink.ts'
import type { AccountId } from '../../protocol/caip10.ts'
import { parseAccountId } from '../../protocol/caip10.ts'
import { keyKinds } from '../../protocol/keyKinds.ts'
import { isKeySignature } from '../../protocol/keySignature.ts'

/** A genesis hash's first 32 characters. */
const solanaReference = /^[1-9A-HJ-NP-Za-km-z]{32}$/
const solanaAddress = /^[1-9A-HJ-NP-Za-km-z]{32,44}$/

const PUBLIC_KEY_LENGTH = 32

/**
 * What the proof that came with an account is worth:
 * - `none`: it is empty; the inbox alone says that the account is its own.
 * - `valid`: the account signed for the inbox.
 * - `invalid`: it did not, or there is no such account.
 * - `unchecked`: accounts of its namespace prove themselves in a way that is not known here.
 */
export type AccountProofStatus = 'none' | 'valid' | 'invalid' | 'unchecked'

export type AccountProofParameters = {
  chainId: number
  /** Address of the InboxRegistry that told of the account. */
  registry: Address
  inboxId: Hex
  /** CAIP-10, or whatever a stranger wrote in its place. */
  account: string
  /** Any bytes. */
  proof: Hex
}

/**
 * Judges the proof in an `AccountLinked`. Survives any text and any bytes.
 *
 * - `solana`: any cluster's genesis hash, a base58 Ed25519 key, and as proof the key's signature of 64 bytes over the UTF-8
 *   of `accountLinkMessage`. The message is signed as it is, which is what wallets call `signMessage`: neither the format
 *   with a header that hardware wallets sign (`\xffsolana offchain`) nor a transaction with the text as a memo counts.
 * - `eip155`: always invalid. An account of an EVM chain is a wallet, linked by `linkWallet`.
 */
export function accountProofStatus(parameters: AccountProofParameters): AccountProofStatus {
  const { account, proof } = parameters
  const id = parseAccountId(account)
  if (!id || id.namespace === 'eip155') return 'invalid'
  if (id.namespace !== 'solana') return size(proof) === 0 ? 'none' : 'unchecked'
  const publicKey = solanaKeyOf(id)
  if (!publicKey) return 'invalid'
  if (size(proof) === 0) return 'none'
  const message = stringToBytes(accountLinkMessage(parameters))
  const isSigned = isKeySignature({
    kind: keyKinds.ed25519,
    publicKey,
    message,
    signature: proof,
  })
  return isSigned ? 'valid' : 'invalid'
}

/** The Ed25519 key that a Solana account is; undefined if it is none. */
function solanaKeyOf({ reference, address }: AccountId): Hex | undefined {
  if (!solanaReference.test(reference) || !solanaAddress.test(address)) return undefined
  const key = base58.decode(address)
  return key.length === PUBLIC_KEY_LENGTH ? bytesToHex(key) : undefined
}
