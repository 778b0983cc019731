import type { Address, Hex } from 'viem'
import { zeroAddress, zeroHash } from 'viem'
import { keyIdOf } from '../../../protocol/ids.ts'
import { isKeySignature } from '../../../protocol/keySignature.ts'
import { recoverSigner } from '../../../protocol/recoverSigner.ts'
import type { ContractsOption } from '../chain/client.ts'
import { contractsOn } from '../chain/contracts.ts'
import { sessionDigest } from './session.ts'
import type { SignedSession } from './signSession.ts'

export type CheckSessionParameters = ContractsOption & {
  /** An `ApiClient` of the chain, or whatever answers these two. It is asked once at most, and only where the signature is good. */
  api: {
    verifyKey(parameters: {
      kind: number
      publicKey: Hex
      inboxId: Hex
    }): Promise<{ statusNow: string | null }>
    findInboxes(parameters: { wallet: Address }): Promise<{
      inboxes: readonly { inboxId: string }[]
    }>
  }
  chainId: number
  /** The relay that asks, by its operator address. */
  relay: Address
  /** Whether the relay is reached at an origin, such as https://relay.example: what was signed for any other came through somebody else's hands. */
  isOwnOrigin(origin: string): boolean
  /** What came, of the form of `SignedSession`. That the challenge is the relay's own, given for this inbox and good still, the relay knows. */
  session: SignedSession
}

/**
 * Whether a session was signed, for this relay where it is, by a key that is active for the inbox now, or by one of its wallets.
 *
 * @throws What the API client throws: nobody can say.
 *
 * @example
 * const isOwnOrigin = (origin: string) => origin === 'https://relay.example'
 * if (!(await checkSession({ api, chainId, relay, isOwnOrigin, session }))) return refuse()
 */
export async function checkSession(parameters: CheckSessionParameters): Promise<boolean> {
  const { api, session } = parameters
  const { inboxId, key, wallet } = session
  if (!parameters.isOwnOrigin(session.origin)) return false
  if ((key === undefined) === (wallet === undefined)) return false
  if (!isSigned(parameters)) return false
  if (key) {
    // By name: what else stands in `key` came from whoever asks, and must not take the place of the inbox that was signed for.
    const { kind, publicKey } = key
    const { statusNow } = await api.verifyKey({ kind, publicKey, inboxId })
    return statusNow === 'active'
  }
  const { inboxes } = await api.findInboxes({ wallet: wallet as Address })
  return inboxes.some((inbox) => inbox.inboxId.toLowerCase() === inboxId.toLowerCase())
}

/** The signature alone. */
function isSigned({ chainId, relay, session, ...rest }: CheckSessionParameters): boolean {
  const { inboxId, origin, challenge, signature, key, wallet } = session
  const { InboxRegistry: registry } = rest.contracts ?? contractsOn(chainId)
  const keyId: Hex = key ? keyIdOf(key.kind, key.publicKey) : zeroHash
  const digest = sessionDigest({
    ...{ chainId, registry },
    session: { inboxId, wallet: wallet ?? zeroAddress, keyId, relay, origin, challenge },
  })
  if (key) {
    const { kind, publicKey } = key
    return isKeySignature({ kind, publicKey, message: digest, signature })
  }
  return recoverSigner(digest, signature) === wallet?.toLowerCase()
}
