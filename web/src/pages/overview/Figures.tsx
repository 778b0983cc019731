import type { ApiAnswer } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useApi } from '../../api/useApi.ts'
import { Amount } from '../../ui/Amount.tsx'
import { BarChart } from '../../ui/BarChart.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Figure } from '../../ui/Figure.tsx'
import { LineChart } from '../../ui/LineChart.tsx'
import { RadioCards } from '../../ui/RadioCards.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import styles from './Figures.module.css'
import type { StatTotals, TokenTotal } from './statSeries.ts'
import { bucketLabel, postageSeries, statTotals } from './statSeries.ts'
import { useHour } from './useHour.ts'

type Stats = Pick<ApiAnswer<'getStats'>, 'bucket' | 'buckets' | 'tokens'>
type Span = 'day' | 'month'

const spans = {
  day: { bucket: 'hour', seconds: 24 * 3_600, buckets: 24, step: 3_600 },
  month: { bucket: 'day', seconds: 30 * 86_400, buckets: 30, step: 86_400 },
} as const

/** Figures and charts of what happened lately, as the API counts it. */
export function Figures(): ReactNode {
  const [span, setSpan] = useState<Span>('month')
  const hour = useHour()
  const { bucket, seconds, step } = spans[span]
  const from = hour - (hour % step) - seconds + step
  const { data, error, refetch } = useApi('getStats', { bucket, from }, { keep: true })
  const stats = data ?? nothing(span, from)
  const totals = statTotals(stats)
  return (
    <Stack gap="large">
      <RadioCards<Span>
        legend="Show"
        value={span}
        onChange={setSpan}
        options={[
          { value: 'month', label: 'The last 30 days' },
          { value: 'day', label: 'The last 24 hours' },
        ]}
      />
      {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <div aria-busy={!data} className={data ? undefined : styles.pending}>
        {!data && <VisuallyHidden>The figures are being counted.</VisuallyHidden>}
        <div aria-hidden={!data}>
          <Stack gap="large">
            <FigureRow totals={totals} isKnown={data !== undefined} />
            <Charts stats={stats} totals={totals} />
            <Postage tokens={totals.tokens} />
          </Stack>
        </div>
      </div>
    </Stack>
  )
}

function FigureRow({ totals, isKnown }: { totals: StatTotals; isKnown: boolean }): ReactNode {
  const value = (count: number) => (isKnown ? count.toLocaleString('en-GB') : '–')
  const { letters, stamps, mailings, collected, returned, expired, inboxes } = totals
  return (
    <div className={styles.figures}>
      <Figure
        label="Letters paid for"
        value={value(letters)}
        hint={`${value(stamps)} by stamps, ${value(letters - stamps)} in ${value(mailings)} mailings`}
      />
      <Figure
        label="Stamps collected"
        value={value(collected)}
        hint="Their stakes went to the recipients"
      />
      <Figure
        label="Stamps returned"
        value={value(returned)}
        hint={`${value(expired)} more expired unanswered`}
      />
      <Figure label="New inboxes" value={value(inboxes)} hint="Registered on this chain" />
    </div>
  )
}

function Charts({ stats, totals }: { stats: Stats; totals: StatTotals }): ReactNode {
  const { bucket, buckets } = stats
  const labels = buckets.map(({ start }) => bucketLabel(start, bucket))
  const labelsAre = bucket === 'day' ? 'Day (UTC)' : 'Hour'
  return (
    <div className={styles.charts}>
      <BarChart
        title="Letters paid for"
        labels={labels}
        labelsAre={labelsAre}
        series={[
          { id: 'stamps', label: 'By stamps', values: buckets.map((one) => one.stamps.posted) },
          { id: 'mailings', label: 'In mailings', values: buckets.map((one) => one.letters) },
        ]}
      />
      {/* In this order the colours of the series are those of the outcomes. */}
      <BarChart
        title="How stamps ended"
        labels={labels}
        labelsAre={labelsAre}
        series={[
          { id: 'returned', label: 'Returned', values: buckets.map((one) => one.stamps.returned) },
          { id: 'expired', label: 'Expired', values: buckets.map((one) => one.stamps.expired) },
          {
            id: 'collected',
            label: 'Collected',
            values: buckets.map((one) => one.stamps.collected),
          },
        ]}
      />
      {totals.tokens.slice(0, 4).map((token) => (
        <PostageChart key={token.token} {...{ stats, token, labels, labelsAre }} />
      ))}
    </div>
  )
}

function PostageChart({
  stats,
  token,
  labels,
  labelsAre,
}: {
  stats: Stats
  token: TokenTotal
  labels: readonly string[]
  labelsAre: string
}): ReactNode {
  const { carriage, stake } = postageSeries(stats, token)
  return (
    <LineChart
      title={`Postage of stamps in ${token.symbol}, rounded for the drawing`}
      labels={labels}
      labelsAre={labelsAre}
      format={(value) => String(Number(value.toPrecision(4)))}
      series={[
        { id: 'stake', label: 'Stake', values: stake },
        { id: 'carriage', label: 'Carriage', values: carriage },
      ]}
    />
  )
}

/** The same to the last digit. */
function Postage({ tokens }: { tokens: readonly TokenTotal[] }): ReactNode {
  if (tokens.length === 0) return null
  return (
    <Facts
      items={tokens.map((token) => ({
        label: `Postage of stamps in ${token.symbol}`,
        value: <Amount value={token.carriage + token.stake} token={token} />,
        hint: (
          <>
            <Amount value={token.stake} token={token} /> stake and{' '}
            <Amount value={token.carriage} token={token} /> carriage, of{' '}
            {token.stamps.toLocaleString('en-GB')} stamps
          </>
        ),
      }))}
    />
  )
}

/** What keeps the room until the figures are there. */
function nothing(span: Span, from: number): Stats {
  const { bucket, buckets, step } = spans[span]
  const stamps = { posted: 0, admitted: 0, collected: 0, returned: 0, expired: 0 }
  return {
    ...{ bucket, tokens: [{ token: '0x', symbol: '…', decimals: 0 }] as never },
    buckets: Array.from({ length: buckets }, (_, place) => ({
      start: from + place * step,
      ...{ stamps, postage: [], inboxes: 0, mailings: 0, letters: 0 },
    })),
  }
}
