import type { Address, Hex } from 'viem'
import { zeroAddress, zeroHash } from 'viem'
import { keyIdOf } from '../../../protocol/ids.ts'
import type { ContractsOption } from '../chain/client.ts'
import { contractsOn } from '../chain/contracts.ts'
import { publicKeyOf } from '../keys/publicKeyOf.ts'
import type { SigningKey } from '../keys/signingKey.ts'
import { signWithKey } from '../keys/signWithKey.ts'
import type { WalletSigner } from '../signing/signByWallet.ts'
import { accountOfWallet, signByWallet } from '../signing/signByWallet.ts'
import { checkBytes32, checkSessionParameters } from './checkSessionParameters.ts'
import { sessionDigest, sessionTypedData } from './session.ts'

export type SignSessionParameters = ContractsOption & {
  /** The chain that the inbox is on. */
  chainId: number
  inboxId: Hex
  /** The relay, by its operator address, from a source of one's own: whoever asks may be another. */
  relay: Address
  /** Where the relay is asked: its origin is signed, so that nobody there who is not the relay can use the signature at the relay. */
  url: string | URL
  /** What the relay gave for this inbox, 32 bytes. */
  challenge: Hex
  /** A key of the inbox, or a wallet of it, as a client with an account or as a local account. */
  signer: WalletSigner | SigningKey
}

/** What a relay takes to open a session. */
export type SignedSession = {
  inboxId: Hex
  /** Where the relay was asked, such as https://relay.example. */
  origin: string
  challenge: Hex
  signature: Hex
  /** The wallet that signed; or else `key`. */
  wallet?: Address | undefined
  /** The key that signed. */
  key?: { kind: number; publicKey: Hex } | undefined
}

/**
 * Signs that the signer wants an inbox's letters from one relay, by a challenge of that relay's.
 *
 * A wallet that is a contract cannot make the signature that relays take: sign by a key of its inbox. That key or wallet belong to the
 * inbox, the relay looks up.
 *
 * @throws {InvalidParameterError} A parameter is not of its form, keys of the kind cannot sign, or the secret is none; nothing was signed.
 * @throws {UnknownChainError} No addresses are known for the chain, and no `contracts` were given.
 *
 * @example
 * const session = await signSession({ chainId: 8453, inboxId, relay, url, challenge, signer: { kind: keyKinds.ed25519, secretKey } })
 */
export async function signSession(parameters: SignSessionParameters): Promise<SignedSession> {
  const { chainId, inboxId, relay, challenge, signer } = parameters
  checkBytes32('challenge', challenge)
  checkSessionParameters(parameters)
  const { InboxRegistry: registry } = parameters.contracts ?? contractsOn(chainId)
  const { origin } = new URL(parameters.url)
  const said = { inboxId, relay, origin, challenge }
  if ('secretKey' in signer) {
    const key = { kind: signer.kind, publicKey: publicKeyOf(signer) }
    const session = { ...said, wallet: zeroAddress, keyId: keyIdOf(key.kind, key.publicKey) }
    const signature = signWithKey(signer, sessionDigest({ chainId, registry, session }))
    return { inboxId, origin, challenge, signature, key }
  }
  const wallet = accountOfWallet(signer).address
  const session = { ...said, wallet, keyId: zeroHash }
  const signature = await signByWallet(signer, sessionTypedData({ chainId, registry, session }))
  return { inboxId, origin, challenge, signature, wallet }
}
