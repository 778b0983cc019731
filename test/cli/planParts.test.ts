import type { TransactionReceipt } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Context } from '../../cli/context.ts'
import { parseDuration } from '../../cli/parse/parseDuration.ts'
import { parseTime } from '../../cli/parse/parseTime.ts'
import type { Journal } from '../../cli/plan/journal.ts'
import { createReport } from '../../cli/plan/report.ts'

describe('parseTime', () => {
  it.each([
    ['1800000000', 1_800_000_000],
    ['2027-01-31', 1_801_353_600],
    ['2027-01-31T12:00+01:00', 1_801_393_200],
    ['2028-02-29', 1_835_395_200],
  ])('reads %s', (text, seconds) => {
    expect(parseTime(text)).toBe(seconds)
  })

  it.each(['2027-02-29', '2027-02-31', '2027-04-31', '2027-13-01', '2027-00-10', '2027-01-00'])(
    'refuses what no calendar has: %s',
    (text) => {
      expect(() => parseTime(text)).toThrow('Give a time')
      expect(() => parseTime(`${text}T12:00Z`)).toThrow('Give a time')
    },
  )
})

describe('parseDuration', () => {
  it.each([
    ['3d', 259_200],
    ['12h', 43_200],
    ['90m', 5_400],
    ['0s', 0],
    ['49710d', 4_294_944_000],
  ])('reads %s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds)
  })

  it.each(['3', '0', '3600', '99999999999'])('asks for the unit of %s', (text) => {
    expect(() => parseDuration(text)).toThrow(
      `Say the unit: ${text}d, ${text}h, ${text}m or ${text}s.`,
    )
  })

  it.each(['49711d', '3w', '-3d', '1.5h', '3 d', '', 'd'])('refuses %j', (text) => {
    expect(() => parseDuration(text)).toThrow('Give a span of time, such as 3d')
  })
})

describe('createReport', () => {
  const receipt = (transactionHash: string) =>
    ({ transactionHash, blockNumber: 7n }) as TransactionReceipt

  it('has mined what is, and not another of the same name', () => {
    const journal: Journal = []
    const context = { output: { isQuiet: true, isLive: false }, journal } as unknown as Context
    const report = createReport(context, 1)
    report.sent('Collect', '0x01')
    report.sent('Collect', '0x02')
    report.mined('Collect', receipt('0x02'))
    expect(journal.map(({ isMined }) => isMined)).toEqual([false, true])
    report.mined('Collect', receipt('0x03'), '0x01')
    expect(journal).toMatchObject([
      { hash: '0x03', isMined: true },
      { hash: '0x02', isMined: true },
    ])
  })
})
