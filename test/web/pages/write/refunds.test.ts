import { describe, expect, it } from 'vitest'
import { refundOf, refundsByToken } from '../../../../web/src/pages/write/refunds.ts'

const row: Parameters<typeof refundOf>[0] = {
  token: '0x1',
  stake: '10',
  carriage: '2',
  carriagePaid: false,
}

describe('what comes back', () => {
  it('is the stake, and the carriage unless the relay has it', () => {
    expect(refundOf(row)).toBe(12n)
    expect(refundOf({ ...row, carriagePaid: true })).toBe(10n)
  })

  it('is summed up by token', () => {
    const rows = [row, { ...row, carriagePaid: true }, { ...row, token: '0x2' as const }]
    expect(refundsByToken(rows)).toEqual([
      { token: '0x1', sum: 22n },
      { token: '0x2', sum: 12n },
    ])
  })
})
