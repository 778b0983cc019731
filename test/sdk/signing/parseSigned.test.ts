import type { Address, Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Signed, SignedAction } from '../../../sdk/src/signing/parseSigned.ts'
import { parseSigned } from '../../../sdk/src/signing/parseSigned.ts'

const wallet: Address = '0x00000000000000000000000000000000000000aa'
const inboxId: Hex = `0x${'12'.repeat(32)}`
const signature: Hex = `0x${'34'.repeat(65)}`
const until = { deadline: 1_800_000_000, signature }
const money = {
  ...{ relay: wallet, token: wallet, expiresAt: 1_800_000_000 },
  ...{ carriage: 2n ** 96n - 1n, stake: 0n },
}
const input = { ...money, inboxId, letterHash: inboxId }
const keys = [{ kind: 1, expiresAt: 0, publicKey: inboxId, possession: '0x' as const }]
const claim = { index: 0, inboxId, letterHash: inboxId, proof: [inboxId, inboxId] }

/** What each is signed, as its `sign…` returns it. */
const examples: { [action in SignedAction]: Signed<action> } = {
  addKeysFor: { wallet, inboxId, keys, ...until },
  collectMailFor: {
    mailing: { ...money, sender: wallet, root: inboxId, count: 3 },
    ...{ claims: [claim], wallet, ...until },
  },
  depositWithAuthorization: {
    ...{ token: wallet, from: wallet, to: wallet, amount: 2n ** 256n - 1n },
    ...{ validAfter: 0, validBefore: 1_800_000_000, salt: inboxId, signature },
  },
  linkWallet: { inboxId, wallet, ...until },
  postFor: { sender: wallet, input, signature },
  registerInboxFor: { wallet, inboxNonce: 0n, recovery: wallet, keys, ...until },
  revokeKeysFor: { signer: wallet, inboxId, keyIds: [inboxId], ...until },
  settleFor: { stamps: [{ ...input, sender: wallet }], collect: true, wallet, signature },
  withdrawFor: { owner: wallet, token: wallet, amount: 1n, to: wallet, ...until },
}
const cases = Object.entries(examples) as [SignedAction, object][]

/** As it comes over the network. */
const sent = (signed: object): object =>
  JSON.parse(JSON.stringify(signed, (_, one) => (typeof one === 'bigint' ? `${one}` : one)))

describe('parseSigned', () => {
  it.each(cases)('reads what is signed for %s, itself or of JSON', (action, signed) => {
    expect(parseSigned(action, signed)).toEqual(signed)
    expect(parseSigned(action, sent(signed))).toEqual(signed)
  })

  it.each(cases)('refuses what is not signed for %s, or is missing', (action, signed) => {
    for (const name of ['account', 'contracts', 'gas', 'maxFeePerGas', 'nonce', '__proto__']) {
      const more = JSON.parse(JSON.stringify(sent(signed)).replace('{', `{"${name}":1,`))
      expect(() => parseSigned(action, more)).toThrow(`\`${name}\` is nothing that is signed.`)
    }
    for (const name of Object.keys(signed)) {
      const { [name]: _, ...less } = signed as Record<string, unknown>
      expect(() => parseSigned(action, less)).toThrow(`\`${name}\` is no`)
    }
  })

  it.each([
    ['signed', null],
    ['signed', 'text'],
    ['wallet', { ...examples.registerInboxFor, wallet: '0x12' }],
    ['inboxNonce', { ...examples.registerInboxFor, inboxNonce: -1 }],
    ['inboxNonce', { ...examples.registerInboxFor, inboxNonce: '1e3' }],
    ['inboxNonce', { ...examples.registerInboxFor, inboxNonce: 2 ** 53 }],
    ['inboxNonce', { ...examples.registerInboxFor, inboxNonce: `${2n ** 256n}` }],
    ['deadline', { ...examples.registerInboxFor, deadline: 1.5 }],
    ['signature', { ...examples.registerInboxFor, signature: '0x123' }],
    ['keys', { ...examples.registerInboxFor, keys: {} }],
    ['keys[0].gas', { ...examples.registerInboxFor, keys: [{ ...keys[0], gas: 1 }] }],
  ])('names what is wrong: %s', (parameter, given) => {
    const wrong = expect.objectContaining({ name: 'InvalidParameterError', parameter })
    expect(() => parseSigned('registerInboxFor', given)).toThrow(wrong)
  })
})
