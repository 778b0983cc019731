import type { Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { keyIdOf } from '../../../protocol/ids.ts'
import { keyKinds } from '../../../protocol/keyKinds.ts'
import { checkSession } from '../../../sdk/src/sessions/checkSession.ts'
import { signSession } from '../../../sdk/src/sessions/signSession.ts'

const chainId = 31337
const relay: Hex = '0x00000000000000000000000000000000000000aa'
const url = 'https://relay.example/letters'
const isOwnOrigin = (origin: string) => origin === 'https://relay.example'
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
  signSession({ chainId, inboxId, relay, url, challenge, signer })

const byKey = { kind: keyKinds.ed25519, secretKey }
const byWallet = privateKeyToAccount(secretKey)

const relayed = { api, chainId, relay, isOwnOrigin }

describe('checkSession', () => {
  it.each([
    ['a key', byKey],
    ['a wallet', byWallet],
  ])('opens the inbox of %s, and no other', async (_, signer) => {
    const session = await signedFor(own, signer)
    expect(await checkSession({ ...relayed, session })).toBe(true)
    const foreign = await signedFor(others, signer)
    expect(await checkSession({ ...relayed, session: foreign })).toBe(false)
  })

  it('opens none that was signed for another place, nor one that says so after', async () => {
    const session = await signedFor(own, byKey)
    const isOther = (origin: string) => origin === 'https://evil.example'
    expect(await checkSession({ ...relayed, isOwnOrigin: isOther, session })).toBe(false)
    const renamed = { ...session, origin: 'https://evil.example' }
    expect(await checkSession({ ...relayed, isOwnOrigin: isOther, session: renamed })).toBe(false)
  })

  it.each([
    ['inboxId', own],
    ['keyId', keyIdOf(keyKinds.ed25519, secretKey)],
    ['message', new Uint8Array(32)],
  ])('takes nothing from a key but what it is: %s', async (name, value) => {
    const session = await signedFor(others, byKey)
    const key = { ...session.key, [name]: value } as never
    expect(await checkSession({ ...relayed, session: { ...session, key } })).toBe(false)
  })
})
