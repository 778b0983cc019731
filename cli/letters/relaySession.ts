import type { KeyPair } from '@pennypost/sdk'
import { signSession } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import { isAddress, isAddressEqual, isHex } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'
import { askRelay, documentOf } from './askRelay.ts'

/** Whose letters are asked for, at which relay. */
export type SessionPlace = { inboxId: Hex; relay: Address; url: string }

/**
 * Opens a session at a relay.
 *
 * @param key - That signs; undefined: the account does.
 * @returns The token that letters are asked for with.
 * @throws {CliError} Another relay answers, or it refuses.
 */
export async function openRelaySession(
  context: Context,
  { inboxId, relay, url }: SessionPlace,
  key: KeyPair | undefined,
): Promise<string> {
  const { id: chainId, contracts } = await context.chain()
  const asked = await documentOf(url, await post(url, '/challenges', { inboxId }))
  const { relay: said, challenge } = asked as { relay?: unknown; challenge?: unknown }
  if (typeof said !== 'string' || !isAddress(said, { strict: false }) || !isChallenge(challenge))
    throw untrusted(`What ${url} answers is none of a relay's. Is it one?`)
  if (!isAddressEqual(said, relay))
    throw untrusted(`${url} says to be relay ${said}, and not ${relay}: nothing was signed.`)
  const signer = key ? { kind: key.kind, secretKey: key.secretKey } : await context.signer()
  const session = await signSession({ chainId, contracts, inboxId, relay, challenge, signer })
  const opened = await documentOf(url, await post(url, '/sessions', session))
  const { token } = opened as { token?: unknown }
  if (typeof token === 'string' && /^[\x21-\x7e]{1,512}$/.test(token)) return token
  throw untrusted(`${url} opened a session and gave no token for it.`)
}

async function post(url: string, path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return await askRelay(url, path, { method: 'POST', headers, body: JSON.stringify(body) })
}

function isChallenge(value: unknown): value is Hex {
  return isHex(value) && value.length === 66
}

function untrusted(message: string): CliError {
  return new CliError(message, { exitCode: exitCodes.untrusted })
}
