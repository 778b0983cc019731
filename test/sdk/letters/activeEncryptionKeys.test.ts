import type { Hex } from 'viem'
import { zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { keyIdOf } from '../../../protocol/ids.ts'
import type { InboxKey } from '../../../protocol/wire/inbox.ts'
import { inboxKey } from '../../../protocol/wire/inbox.ts'
import { activeEncryptionKeys } from '../../../sdk/src/letters/index.ts'
import { keyOf } from './support/keys.ts'

const x25519 = keyOf(2, 'a')

/** A key as the API lists it. */
function listed(of: Partial<InboxKey> = {}): InboxKey {
  const { kind, publicKey } = { kind: 2, publicKey: x25519.publicKey, ...of }
  return inboxKey.parse({
    keyId: keyIdOf(kind ?? 0, (publicKey ?? '0x') as Hex),
    kind,
    publicKey,
    status: 'active',
    possession: 'none',
    wallet: zeroAddress,
    addedBlock: '1',
    addedAt: 1_795_000_000,
    expiresAt: null,
    revokedBlock: null,
    revokedAt: null,
    ...of,
  })
}

describe('activeEncryptionKeys', () => {
  it('gives the keys of both kinds, in their order', () => {
    const xWing = keyOf(5, 'b')
    const keys = [listed(), listed({ kind: 5, publicKey: xWing.publicKey })]
    expect(activeEncryptionKeys({ keys })).toEqual([
      { kind: 2, publicKey: x25519.publicKey },
      { kind: 5, publicKey: xWing.publicKey },
    ])
  })

  it.each(['none', 'valid', 'vouched', 'unchecked'] as const)(
    'takes one whose possession is %s',
    (possession) => {
      expect(activeEncryptionKeys({ keys: [listed({ possession })] })).toHaveLength(1)
    },
  )

  it.each([
    { possession: 'invalid' },
    { status: 'expired' },
    { status: 'revoked' },
    { kind: 1 },
    { kind: 3 },
    { kind: 4 },
    { kind: 6 },
    { kind: 1_002 },
    // Banned before it was ever added.
    { kind: null, publicKey: null, status: 'revoked' },
    { kind: null },
    { publicKey: null },
  ] as const)('leaves out one with %o', (odd) => {
    expect(activeEncryptionKeys({ keys: [listed(odd)] })).toEqual([])
  })

  it('gives none of none', () => {
    expect(activeEncryptionKeys({ keys: [] })).toEqual([])
  })
})
