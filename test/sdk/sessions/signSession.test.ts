import type { Hex } from 'viem'
import { zeroAddress, zeroHash } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { addresses } from '../../../generated/addresses.ts'
import { keyIdOf } from '../../../protocol/ids.ts'
import { keyKinds } from '../../../protocol/keyKinds.ts'
import { isKeySignature } from '../../../protocol/keySignature.ts'
import { recoverSigner } from '../../../protocol/recoverSigner.ts'
import { sessionDigest } from '../../../sdk/src/sessions/session.ts'
import { signSession } from '../../../sdk/src/sessions/signSession.ts'
import { oddFormNames, signedOddly } from '../support/signedOddly.ts'

const chainId = 31337
const registry = addresses.InboxRegistry
const inboxId: Hex = `0x${'12'.repeat(32)}`
const challenge: Hex = `0x${'34'.repeat(32)}`
const relay = '0x00000000000000000000000000000000000000aa'
const secretKey: Hex = `0x${'56'.repeat(32)}`
const account = privateKeyToAccount(secretKey)
const origin = 'https://relay.example'
const base = { chainId, inboxId, relay, url: `${origin}/letters`, challenge } as const
const said = { inboxId, relay, origin, challenge } as const

describe('signSession', () => {
  it.each([keyKinds.ed25519, keyKinds.secp256k1, keyKinds.p256])(
    'signs by a key of kind %i',
    async (kind) => {
      const { key, signature, wallet } = await signSession({ ...base, signer: { kind, secretKey } })
      if (!key) throw new Error('It names no key')
      const session = { ...said, wallet: zeroAddress, keyId: keyIdOf(key.kind, key.publicKey) }
      const message = sessionDigest({ chainId, registry, session })
      expect(isKeySignature({ ...key, message, signature })).toBe(true)
      expect(wallet).toBeUndefined()
    },
  )

  it('signs by a wallet', async () => {
    const { wallet, signature, key } = await signSession({ ...base, signer: account })
    const session = { ...said, wallet: account.address, keyId: zeroHash }
    const digest = sessionDigest({ chainId, registry, session })
    expect(recoverSigner(digest, signature)).toBe(account.address.toLowerCase())
    expect({ wallet, key }).toEqual({ wallet: account.address, key: undefined })
  })

  it.each(oddFormNames)('makes of a signature %s one that relays take', async (form) => {
    const signer = signedOddly(account, form)
    const { signature } = await signSession({ ...base, signer })
    const session = { ...said, wallet: account.address, keyId: zeroHash }
    const digest = sessionDigest({ chainId, registry, session })
    expect(recoverSigner(digest, signature)).toBe(account.address.toLowerCase())
  })

  it('is bound to relay, its place, chain, inbox and challenge', () => {
    const session = { ...said, wallet: zeroAddress, keyId: zeroHash }
    const of = (fields: object, chain = chainId) =>
      sessionDigest({ chainId: chain, registry, session: { ...session, ...fields } }).join()
    const other: Hex = `0x${'99'.repeat(32)}`
    const digests = [
      of({}),
      of({}, 1),
      of({ inboxId: other }),
      of({ challenge: other }),
      of({ origin: 'https://relay.example.evil.example' }),
      of({ relay: account.address }),
      of({ keyId: other }),
      of({ wallet: account.address }),
    ]
    expect(new Set(digests).size).toBe(digests.length)
  })

  it.each([
    ['inboxId', { inboxId: '0x12' }],
    ['challenge', { challenge: 'x' }],
    ['relay', { relay: '0x12' }],
    ['relay', { relay: zeroAddress }],
    ['url', { url: 'relay.example' }],
  ])('refuses what is none before it signs: %s', async (parameter, fields) => {
    const signer = { ...account, signTypedData: () => Promise.reject(new Error('It was asked')) }
    const signed = signSession({ ...base, ...fields, signer } as never)
    await expect(signed).rejects.toMatchObject({ name: 'InvalidParameterError', parameter })
  })
})
