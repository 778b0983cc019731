import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { HexText } from '../../ui/HexText.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { Time } from '../../ui/Time.tsx'
import { TimeLeft } from '../../ui/TimeLeft.tsx'
import type { InboxView } from './inboxView.ts'
import { useIsPast } from './useIsPast.ts'

/** Who the guardian is, and is going to be. */
export function GuardianFact({ view }: { view: InboxView }): ReactNode {
  const { current, next, from } = view.inbox.guardian
  const isPast = useIsPast(from)
  if (from === undefined) return <Guardian address={current} />
  if (isPast) {
    return (
      <Stack gap="small">
        <Guardian address={next ?? null} />
        <span>
          In office since <Time at={from} />.
        </span>
      </Stack>
    )
  }
  return (
    <Stack gap="small">
      <Guardian address={current} />
      <span>
        In <TimeLeft until={from} />: <Guardian address={next ?? null} />
      </span>
    </Stack>
  )
}

function Guardian({ address }: { address: Address | null }): ReactNode {
  return address === null ? <>Nobody</> : <HexText value={address} kind="address" />
}
