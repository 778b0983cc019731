import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { reasonSentence } from '../../facts/reasonSentence.ts'
import { durationText } from '../../input/durationText.ts'
import { TokenAmount } from '../../money/TokenAmount.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { RadioCards } from '../../ui/RadioCards.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Stack } from '../../ui/Stack.tsx'
import type { Price, WayToPay } from './usePrice.ts'

/** What the letter costs now, and why. */
export function PriceSection({
  price,
  onChoose,
}: {
  price: Price
  onChoose(token: Address): void
}): ReactNode {
  if (price.state === 'unknown') return null
  return (
    <Section title="What it costs">
      <Words price={price} onChoose={onChoose} />
    </Section>
  )
}

function Words({
  price,
  onChoose,
}: {
  price: Exclude<Price, { state: 'unknown' }>
  onChoose(token: Address): void
}): ReactNode {
  switch (price.state) {
    case 'pending':
      return <Skeleton lines={3} />
    case 'failed':
      return <ErrorNotice error={price.error} onRetry={price.retry} />
    case 'undeliverable':
      return (
        <Notice tone="bad" title="No letter of yours gets there">
          {undeliverable[price.reason] ?? reasonSentence(price.reason)}
        </Notice>
      )
    case 'free':
      return (
        <Notice tone="good" title="Nothing: this letter is free">
          {price.reason === 'consented'
            ? 'This inbox allows you to write without postage.'
            : 'The door of this inbox is free: anyone may write without postage.'}
        </Notice>
      )
    case 'postage':
      return (
        <Stack>
          {price.ways.length > 1 && (
            <RadioCards
              legend="Pay in"
              value={price.chosen.token}
              onChange={onChoose}
              options={price.ways.map((way) => ({
                value: way.token,
                label: <TokenAmount value={way.stake + way.carriage} token={way.token} />,
              }))}
            />
          )}
          <Postage way={price.chosen} />
        </Stack>
      )
  }
}

const undeliverable: Readonly<Record<string, string>> = {
  sender_denied:
    'This inbox denies your wallet: no relay carries a letter from it, paid or not. Nothing was paid.',
  closed: 'The door of this inbox is closed: it takes no letters from strangers, paid or not.',
  no_common_token:
    'This inbox and this relay take no token in common, so there is no way to pay both.',
}

function Postage({ way }: { way: WayToPay }): ReactNode {
  const { token, stake, carriage, window, expiresAt } = way
  return (
    <Facts
      items={[
        {
          label: 'Stake',
          value: <TokenAmount value={stake} token={token} />,
          hint: 'The recipient’s, if they collect it. Yours again if they return it, or do not answer.',
        },
        {
          label: 'Carriage',
          value: <TokenAmount value={carriage} token={token} />,
          hint: 'The relay’s, for carrying the letter.',
        },
        {
          label: 'Stake back at the latest',
          value: (
            <time dateTime={new Date(expiresAt * 1000).toISOString()}>{minuteOf(expiresAt)}</time>
          ),
          hint: `If you pay now and nobody answers: they have ${durationText(window)}, and 1 day to spare for the way. From then on you can take it back.`,
        },
        { label: 'You pay now', value: <TokenAmount value={stake + carriage} token={token} /> },
      ]}
    />
  )
}

/** Not as a span, which is rounded down; nor to the second, as the price is asked for again and again. */
function minuteOf(at: number): string {
  return new Date(at * 1000).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
}
