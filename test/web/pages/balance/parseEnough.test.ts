import fc from 'fast-check'
import { formatUnits } from 'viem'
import { describe, expect, it } from 'vitest'
import { mostOf, parseEnough } from '../../../../web/src/pages/balance/parseEnough.ts'

/*
parseEnough
├── takes what there is, to the last unit, and one more not
├── says how much there is
├── keeps what has to stay for gas
├── takes any amount while nobody knows what there is
└── always takes the most
*/

const token = { symbol: 'USDX', decimals: 6 }
const ask = (text: string, has: bigint | undefined, stays = 0n) =>
  parseEnough({ text, token, has, stays, who: 'Your wallet' })
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ')

describe('parseEnough', () => {
  it('takes what there is, to the last unit, and one more not', () => {
    expect(ask('1.5', 1_500_000n)).toEqual({ amount: 1_500_000n })
    expect(plain(ask('1.500001', 1_500_000n).fault)).toBe('Your wallet has only 1.5 USDX.')
    expect(ask('0', 1n).fault).toMatch(/More than 0/)
  })

  it('keeps what has to stay for gas', () => {
    expect(ask('1.4', 1_500_000n, 100_000n)).toEqual({ amount: 1_400_000n })
    expect(plain(ask('1.400001', 1_500_000n, 100_000n).fault)).toBe(
      'Your wallet has 1.5 USDX, of which 0.1 USDX is kept for gas: at most 1.4 USDX.',
    )
    expect(ask('1', 1_000_000n, 1_000_000n).fault).toMatch(/not more than its gas takes/)
  })

  it('takes any amount while nobody knows what there is', () => {
    expect(ask('1000000000', undefined)).toEqual({ amount: 10n ** 15n })
  })

  it('always takes the most', () => {
    expect([mostOf(5n, 5n), mostOf(4n, 5n), mostOf(undefined, 5n)]).toEqual([0n, 0n, undefined])
    fc.assert(
      fc.property(fc.bigInt(1n, 2n ** 128n), fc.bigInt(0n, 2n ** 64n), (has, stays) => {
        const most = mostOf(has, stays) ?? 0n
        fc.pre(most > 0n)
        expect(ask(formatUnits(most, 6), has, stays)).toEqual({ amount: most })
        expect(ask(formatUnits(most + 1n, 6), has, stays).amount).toBeUndefined()
      }),
    )
  })
})
