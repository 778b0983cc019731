import type { Hex } from 'viem'
import { keccak256, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { lettersToWire } from '../../../scripts/seed/lettersToWire.ts'
import { byInbox } from '../../../sdk/src/mailings/byInbox.ts'
import { mailingLeaves } from '../../../sdk/src/mailings/mailingLeaves.ts'
import { mailingRefund } from '../../../sdk/src/mailings/mailingRefund.ts'
import { exampleMailing } from './support/exampleMailing.ts'

const hash = (text: string) => keccak256(toHex(text))

describe('mailingLeaves', () => {
  it('is what the API takes', () => {
    const letters = [1, 2, 3].map((n) => ({ inboxId: hash(`i${n}`), letterHash: hash(`l${n}`) }))
    expect(mailingLeaves(letters)).toEqual(new Uint8Array(lettersToWire(letters)))
    expect(mailingLeaves([])).toHaveLength(0)
  })
})

describe('byInbox', () => {
  it('sorts letters by their inboxes, and keeps the order of those to one', () => {
    const ids: readonly Hex[] = ['0xcc', '0xaa', '0xcc', '0x0f']
    const letters = ids.map((inboxId, line) => ({ inboxId, line }))
    expect(letters.toSorted(byInbox).map(({ line }) => line)).toEqual([3, 1, 0, 2])
  })
})

describe('mailingRefund', () => {
  it('is what nobody collected, and the carriage unless the relay has it', async () => {
    const { mailing } = await exampleMailing({ count: 3 })
    const terms = { ...mailing, stake: 10n, carriage: 2n }
    const refund = (status: 'none' | 'open' | 'admitted' | 'closed', collected = 1) =>
      mailingRefund(terms, { status, collected })
    expect(refund('open')).toBe(2n * 10n + 3n * 2n)
    expect(refund('admitted')).toBe(2n * 10n)
    expect(refund('admitted', 3)).toBe(0n)
    expect([refund('none'), refund('closed')]).toEqual([0n, 0n])
  })
})
