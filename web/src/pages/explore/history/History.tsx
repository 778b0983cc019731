import type { ReactNode } from 'react'
import type { Hex } from 'viem'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { Loading } from '../../../ui/Loading.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import type { ChainEvent } from './ChainEvent.ts'
import { EventTable } from './EventTable.tsx'
import type { Topics } from './readEvents.ts'
import type { Events } from './useEvents.ts'
import { useEvents } from './useEvents.ts'

/** What the contracts said of something, block by block, as the site's node gives it. */
export function History({
  title = 'What happened',
  caption,
  topics,
  most,
  own,
  empty = 'Nothing yet',
}: {
  title?: string | undefined
  caption: string
  topics: readonly Topics[]
  /** Blocks back, at most. */
  most?: bigint | undefined
  /** What the page is about. */
  own?: Hex | undefined
  empty?: string | undefined
}): ReactNode {
  const { data, error, refetch } = useEvents(topics, most)
  return (
    <Section title={title} lead={data && leadOf(data)}>
      {data ? (
        <EventTable caption={caption} events={data.events.filter(isTold)} own={own} empty={empty} />
      ) : error ? (
        <ErrorNotice
          error={error}
          title="The node does not tell what happened"
          onRetry={() => void refetch()}
        />
      ) : (
        <>
          <Loading label="Asking the node what happened …" />
          <Skeleton lines={6} />
        </>
      )}
    </Section>
  )
}

/** Each movement of a balance comes with an event that says why. */
const isTold = ({ name }: ChainEvent) => name !== 'Transfer'

function leadOf({ isWhole, fromBlock }: Events): string {
  if (isWhole) return 'From the chain itself, newest first.'
  return `From the chain itself, newest first, since block ${fromBlock}: the node gives no more at once.`
}
