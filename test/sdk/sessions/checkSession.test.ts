import type { Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { keyIdOf } from '../../../protocol/ids.ts'
import { keyKinds } from '../../../protocol/keyKinds.ts'
import { checkSession } from '../../../sdk/src/sessions/checkSession.ts'
import { signSession } from '../../../sdk/src/sessions/signSession.ts'

const chainId = 31337
const relay = '0x00000000000000000000000000000000000000aa'
const own: Hex = `0x${'12'.repeat(32)}`
const others: Hex = `0x${'21'.repeat(32)}`
const challenge: Hex = `0x${'34'.repeat(32)}`
const secretKey: Hex = `0x${'56'.repeat(32)}`

/** An API that knows one inbox, with one wallet and whatever key is asked for. */
const api = {
  verifyKey: ({ inboxId }: { inboxId: Hex }) =>
    Promise.resolve({ statusNow: inboxId === own ? 'active' : 'unknown' }),
  findInboxes: () => Promise.resolve({ inboxes: [{ inboxId: own }] }),
} as never

const signedFor = (inboxId: Hex, signer: Parameters<typeof signSession>[0]['signer']) =>
  signSession({ chainId, inboxId, relay, challenge, signer })

const byKey = { kind: keyKinds.ed25519, secretKey }
const byWallet = privateKeyToAccount(secretKey)

describe('checkSession', () => {
  it.each([
    ['a key', byKey],
    ['a wallet', byWallet],
  ])('opens the inbox of %s, and no other', async (_, signer) => {
    const session = await signedFor(own, signer)
    expect(await checkSession({ api, chainId, relay, session })).toBe(true)
    const foreign = await signedFor(others, signer)
    expect(await checkSession({ api, chainId, relay, session: foreign })).toBe(false)
  })

  it.each([
    ['inboxId', own],
    ['keyId', keyIdOf(keyKinds.ed25519, secretKey)],
    ['message', new Uint8Array(32)],
  ])('takes nothing from a key but what it is: %s', async (name, value) => {
    const session = await signedFor(others, byKey)
    const key = { ...session.key, [name]: value } as never
    expect(await checkSession({ api, chainId, relay, session: { ...session, key } })).toBe(false)
  })
})
