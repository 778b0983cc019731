import type { ReactNode } from 'react'
import { useMemo, useState } from 'react'
import type { Address, Hex } from 'viem'
import { isAddressEqual } from 'viem'
import { useApi } from '../../api/useApi.ts'
import { useMailbox } from '../../relays/useMailbox.ts'
import { sharedClock } from '../../ui/sharedClock.ts'
import { FreeSection } from './FreeSection.tsx'
import { HistorySection } from './HistorySection.tsx'
import { isWaiting } from './isWaiting.ts'
import { MailboxNotice } from './MailboxNotice.tsx'
import type { OwnAnswers } from './partAnswered.ts'
import { partAnswered } from './partAnswered.ts'
import type { Received } from './Received.ts'
import { useHistory } from './useHistory.ts'
import { useOpenRows } from './useOpenRows.ts'
import { useRowFacts } from './useRowFacts.ts'
import { useWaiting } from './useWaiting.ts'
import { rowsAtFirst, visibleOf, WaitingSection } from './WaitingSection.tsx'

/** What an inbox has received. Make it anew for another inbox or chain. */
export function ReceivedView({ inboxId, wallet }: { inboxId: Hex; wallet: Address }): ReactNode {
  const [count, setCount] = useState(rowsAtFirst)
  const mailbox = useMailbox(inboxId)
  const history = useHistory(inboxId)
  const areLettersRead = mailbox.letters !== undefined || mailbox.problem !== undefined
  const waiting = useWaiting(inboxId, mailbox.letters, areLettersRead, history.stampIds)
  const { data } = useApi('getInbox', { inboxId })
  const rows = useOpenRows()
  const isPayoutYours = data !== undefined && isAddressEqual(data.inbox.payout, wallet)

  const { mails } = waiting
  const [own, setOwn] = useState<OwnAnswers>(new Map())
  const { shown, answered: over } = useMemo(() => {
    const ofMails = mails.filter((mail) => !isWaiting(mail, sharedClock.now()))
    return partAnswered(waiting.shown, [...history.items, ...ofMails], own)
  }, [history.items, mails, waiting.shown, own])
  const free = useMemo(() => {
    const paid = new Set<string>([
      ...(shown?.items ?? []).map(({ letterHash }) => letterHash),
      ...over.map(({ letterHash }) => letterHash),
    ])
    const isKnown = shown !== undefined && !history.isPending && !history.hasMore
    // Postage that nobody knows any more, once all of it is fetched, leaves the letter.
    return (mailbox.letters ?? []).filter(
      ({ letterHash, postageId }) => !paid.has(letterHash) && (!postageId || isKnown),
    )
  }, [mailbox.letters, shown, over, history.isPending, history.hasMore])

  const answered = useMemo(
    () => new Map<string, Received>(history.items.map((one) => [one.id, one])),
    [history.items],
  )
  const visible = visibleOf(shown?.items ?? [], shown?.fresh ?? new Set(), count)
  const rowOf = useRowFacts({
    ...{ inboxId, mailbox, isPayoutYours, rows },
    items: [...[...visible, ...over].map(asReceived), ...free.map((letter) => ({ letter }))],
  })
  return (
    <>
      <MailboxNotice {...{ inboxId, mailbox }} />
      <WaitingSection
        {...{ answered, count, rowOf, isPayoutYours }}
        waiting={{ ...waiting, shown }}
        onAnswered={(items, came) =>
          setOwn((before) => new Map([...before, ...items.map(({ id }) => [id, came] as const)]))
        }
        onMore={() => setCount(count + rowsAtFirst)}
      />
      <FreeSection letters={free} rowOf={rowOf} />
      <HistorySection items={over} history={history} rowOf={rowOf} />
    </>
  )
}

function asReceived(received: Received): { received: Received } {
  return { received }
}
