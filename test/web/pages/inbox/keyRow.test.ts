import type { ApiSchemas } from '@pennypost/sdk'
import type { Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import type { StoredKey } from '../../../../web/src/keys/StoredKey.ts'
import { keyEnd } from '../../../../web/src/pages/inbox/keyExpiries.ts'
import { keyRows } from '../../../../web/src/pages/inbox/keyRow.ts'

const idOf = (n: number): Hex => `0x${String(n).repeat(64)}`

const key = (n: number, change: Partial<ApiSchemas['InboxKey']> = {}): ApiSchemas['InboxKey'] => ({
  ...{ keyId: idOf(n), kind: 5, publicKey: '0x', status: 'active', possession: 'vouched' },
  ...{ wallet: null, addedBlock: '1', addedAt: 1, expiresAt: null },
  ...{ revokedBlock: null, revokedAt: null, ...change },
})

const stored = (n: number): StoredKey => ({
  ...{ chain: 'eip155:31337', inboxId: idOf(9), addedAt: 1, isSaved: false },
  pair: { kind: 5, keyId: idOf(n), publicKey: '0x', secretKey: '0x' },
})

describe('keyRows', () => {
  it('says which secrets are here, and which keys only this browser knows', () => {
    const { usable, revoked, onlyHere } = keyRows(
      [key(1), key(2), key(3, { status: 'revoked', revokedAt: 2 })],
      [stored(2), stored(3), stored(4)],
      10,
    )
    expect(usable.map(({ stored }) => stored?.pair.keyId)).toEqual([undefined, idOf(2)])
    expect(revoked.map(({ stored }) => stored?.pair.keyId)).toEqual([idOf(3)])
    expect(onlyHere.map(({ pair }) => pair.keyId)).toEqual([idOf(4)])
  })

  it('proposes no key that came in a file, or may have', () => {
    const brought = { ...stored(1), origin: 'brought' } as const
    const older = { ...stored(2), isSaved: true }
    const made = { ...stored(3), isSaved: true, origin: 'made' } as const
    const { onlyHere } = keyRows([], [brought, older, made], 10)
    expect(onlyHere).toEqual([made])
  })

  it('ends a key to the second, whatever the last answer said', () => {
    const rows = (now: number) => keyRows([key(1, { expiresAt: 100 })], [], now).usable
    expect(rows(99)[0]?.isActive).toBe(true)
    expect(rows(100)[0]?.isActive).toBe(false)
  })
})

describe('keyEnd', () => {
  it('is that long from now, or never', () => {
    expect(keyEnd('0', 1_000)).toBe(0)
    expect(keyEnd('2592000', 1_000)).toBe(1_000 + 30 * 86_400)
  })
})
