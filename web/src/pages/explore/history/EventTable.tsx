import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Hex } from 'viem'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { Row } from '../../../ui/Row.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { Table } from '../../../ui/Table.tsx'
import { Time } from '../../../ui/Time.tsx'
import { Place } from '../parts/Place.tsx'
import { ThingLink } from '../parts/ThingLink.tsx'
import { argumentText } from './argumentText.ts'
import type { ChainEvent } from './ChainEvent.ts'
import styles from './EventTable.module.css'
import { eventWords } from './eventWords.ts'
import { useBlockTimes } from './useBlockTimes.ts'

/** Rows at first, and with each press of the button. */
const pageSize = 10

/** Events of the chain, newest first, some at a time. */
export function EventTable({
  caption,
  events,
  own,
  empty,
}: {
  caption: string
  events: readonly ChainEvent[]
  /** What the page is about: it is not named again in each row. */
  own?: Hex | undefined
  empty: string
}): ReactNode {
  const [count, setCount] = useState(pageSize)
  const shown = events.slice(0, count)
  const times = useBlockTimes(shown.map(({ blockNumber }) => blockNumber))
  return (
    <>
      <Table
        caption={caption}
        empty={empty}
        columns={[
          { id: 'what', label: 'What' },
          { id: 'about', label: 'About' },
          { id: 'when', label: 'When' },
          { id: 'block', label: 'Block' },
        ]}
        rows={shown.map((event) => {
          const { words, things } = eventWords(event)
          const others = things.filter(({ id }) => id.toLowerCase() !== own?.toLowerCase())
          const at = times.get(event.blockNumber)
          return {
            id: `${event.blockNumber} ${event.logIndex}`,
            cells: {
              what: (
                <div className={styles.what}>
                  <Disclosure summary={words}>
                    <AllOfIt event={event} />
                  </Disclosure>
                </div>
              ),
              about: (
                <Row>
                  {others.slice(0, 2).map(({ kind, id }) => (
                    <span key={`${kind} ${id}`} className={styles.thing}>
                      <span className={styles.kind}>{kind}</span> <ThingLink kind={kind} id={id} />
                    </span>
                  ))}
                </Row>
              ),
              when: at === undefined ? <Skeleton width="6em" /> : <Time at={at} />,
              block: <Place block={event.blockNumber} transaction={event.transaction} />,
            },
          }
        })}
      />
      {events.length > count && <MoreButton onClick={() => setCount(count + 2 * pageSize)} />}
    </>
  )
}

function AllOfIt({ event }: { event: ChainEvent }): ReactNode {
  const items = Object.entries(event.args).map(([label, value]) => ({
    label,
    value: argumentText(value),
  }))
  return <Facts items={items} />
}
