import type { Address, Hex } from 'viem'
import { isAddress, isAddressEqual, isHex } from 'viem'
import { parsedFields } from '../api/parsedFields.ts'
import { checkSessionParameters } from '../sessions/checkSessionParameters.ts'
import { relayUrl } from '../sessions/relayUrl.ts'
import type { SignSessionParameters } from '../sessions/signSession.ts'
import { signSession } from '../sessions/signSession.ts'
import { RelayAnswerError } from '../x402/RelayAnswerError.ts'
import type { RelayCallOptions } from './askRelay.ts'
import { askRelay, docsPath, notARelay } from './askRelay.ts'
import type { RelaySession } from './RelaySession.ts'
import { readShort } from './readShort.ts'

export type OpenRelaySessionParameters = Omit<SignSessionParameters, 'challenge'> & RelayCallOptions

/**
 * Opens a session at a relay, by which an inbox's letters are read: asks for a challenge, has it signed, and shows that.
 *
 * Whether the signer is a key or a wallet of the inbox, the relay looks up. `relay` comes from a source of your own, such as
 * RelayRegistry: a relay that is handed a signature for another could fetch your letters there. Redirects are not
 * followed, and the origin of `url` is signed: whoever else answers there can do nothing with the signature.
 *
 * @throws {InvalidParameterError} A parameter is not of its form; the relay was not asked.
 * @throws {UnknownChainError} No addresses are known for the chain, and no `contracts` were given.
 * @throws {RelayAnswerError} Another relay answers (`other_relay`: nothing was signed), it refuses (`session_refused`), or there is none.
 *
 * @example
 * const session = await openRelaySession({ url, relay, chainId: 8453, inboxId, signer: key })
 */
export async function openRelaySession(
  parameters: OpenRelaySessionParameters,
): Promise<RelaySession> {
  const { chainId, contracts, inboxId, relay, signer, ...call } = parameters
  const place = { ...call, url: relayUrl(parameters.url) }
  const { url } = place
  const signing = { chainId, contracts, inboxId, relay, url, signer }
  checkSessionParameters(signing)
  const asked = await post(place, '/challenges', { inboxId })
  const challenge = challengeOf(url, relay, asked)
  const session = await signSession({ ...signing, challenge })
  const { token, expiresAt } = await post(place, '/sessions', session)
  if (!isToken(token) || !Number.isSafeInteger(expiresAt))
    throw notARelay(url, 'it opened a session and gave no token for it')
  return { url, relay, inboxId, token, expiresAt: expiresAt as number }
}

type Fields = Readonly<Record<string, unknown>>

async function post(
  place: RelayCallOptions & { url: string },
  path: string,
  body: object,
): Promise<Fields> {
  const headers = { 'content-type': 'application/json' }
  return await askRelay({
    ...{ ...place, path, init: { method: 'POST', headers, body: JSON.stringify(body) } },
    async read(response) {
      const fields = parsedFields((await readShort(response)) ?? '')
      if (fields) return fields
      throw notARelay(place.url, 'it is no JSON object')
    },
  })
}

/** The challenge that a relay gave, which has to say that it is the one. */
function challengeOf(url: string, relay: Address, { relay: said, challenge }: Fields): Hex {
  if (typeof said !== 'string' || !isAddress(said, { strict: false }))
    throw notARelay(url, 'it does not say which relay it is')
  if (!isAddressEqual(said, relay)) {
    const sentence = `${url} says to be relay ${said}, and not ${relay}: nothing was signed.`
    throw new RelayAnswerError('other_relay', sentence, { docsPath })
  }
  if (isHex(challenge) && challenge.length === 66) return challenge
  throw notARelay(url, 'it gives no challenge of 32 bytes')
}

/** What can stand in a header. */
function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,512}$/.test(value)
}
