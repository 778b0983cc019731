import type { ApiAnswer } from '@pennypost/sdk'
import { formatUnits } from 'viem'

type Stats = ApiAnswer<'getStats'>

/** Of one token, in its smallest unit. */
export type TokenTotal = {
  token: string
  symbol: string
  decimals: number
  carriage: bigint
  stake: bigint
  stamps: number
}

export type StatTotals = {
  /** Letters that were paid for: stamps, and letters of mailings. */
  letters: number
  stamps: number
  collected: number
  returned: number
  expired: number
  inboxes: number
  mailings: number
  tokens: readonly TokenTotal[]
}

/** What happened in all of the buckets. */
export function statTotals({ buckets, tokens }: Pick<Stats, 'buckets' | 'tokens'>): StatTotals {
  const sum = (of: (bucket: Stats['buckets'][number]) => number) =>
    buckets.reduce((total, bucket) => total + of(bucket), 0)
  const stamps = sum((bucket) => bucket.stamps.posted)
  return {
    stamps,
    letters: stamps + sum((bucket) => bucket.letters),
    collected: sum((bucket) => bucket.stamps.collected),
    returned: sum((bucket) => bucket.stamps.returned),
    expired: sum((bucket) => bucket.stamps.expired),
    inboxes: sum((bucket) => bucket.inboxes),
    mailings: sum((bucket) => bucket.mailings),
    tokens: tokens.map(({ token, symbol = 'units', decimals = 0 }) => {
      const of = buckets.flatMap(({ postage }) => postage.filter((one) => one.token === token))
      return {
        ...{ token, symbol, decimals },
        carriage: of.reduce((total, one) => total + BigInt(one.carriage), 0n),
        stake: of.reduce((total, one) => total + BigInt(one.stake), 0n),
        stamps: of.reduce((total, one) => total + one.stamps, 0),
      }
    }),
  }
}

/** Carriage and stake of a token for each bucket, in whole tokens: near enough to be drawn, and no more. */
export function postageSeries(
  { buckets }: Pick<Stats, 'buckets'>,
  { token, decimals }: Pick<TokenTotal, 'token' | 'decimals'>,
): { carriage: number[]; stake: number[] } {
  const drawn = (amount: string | undefined) => Number(formatUnits(BigInt(amount ?? '0'), decimals))
  const of = buckets.map(({ postage }) => postage.find((one) => one.token === token))
  return {
    carriage: of.map((one) => drawn(one?.carriage)),
    stake: of.map((one) => drawn(one?.stake)),
  }
}

/** How a bucket is called along the axis: a day of UTC, or an hour of this browser's clock. */
export function bucketLabel(start: number, bucket: 'hour' | 'day', timeZone?: string): string {
  const at = new Date(start * 1_000)
  if (bucket === 'day')
    return at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const form = { hour: '2-digit', minute: '2-digit', timeZone } as const
  return at.toLocaleTimeString('en-GB', form)
}
