import { useMemo } from 'react'
import type { Hex } from 'viem'
import type { ReceivedLetter } from '../../relays/ReceivedLetter.ts'
import type { Mailbox } from '../../relays/useMailbox.ts'
import { letterState } from './letterState.ts'
import type { Received } from './Received.ts'
import type { RowFacts } from './RowFacts.ts'
import { writerOf } from './subjectsOf.ts'
import type { OpenRows } from './useOpenRows.ts'
import { useWriters } from './useWriters.ts'

type Rowed = { received?: Received | undefined; letter?: ReceivedLetter | undefined }

/** What the rows of a list show beside the stake; letters are found by their hash. */
export function useRowFacts(parameters: {
  inboxId: Hex
  mailbox: Mailbox
  isPayoutYours: boolean
  rows: OpenRows
  /** What is on the page: of these the writers are looked up. */
  items: readonly Rowed[]
}): (item: Rowed) => RowFacts {
  const { inboxId, mailbox, isPayoutYours, rows, items } = parameters
  const { letters, hasKeys, markRead } = mailbox
  const byHash = useMemo(
    () => new Map<string, ReceivedLetter>(letters?.map((letter) => [letter.letterHash, letter])),
    [letters],
  )
  const letterOf = ({ letter, received }: Rowed) =>
    letter ?? (received && byHash.get(received.letterHash))
  const writers = useWriters(
    inboxId,
    items.flatMap((item) => writerOf(letterOf(item)?.sender, item.received?.payer)?.subject ?? []),
  )
  return (item) => {
    const letter = letterOf(item)
    const writer = writerOf(letter?.sender, item.received?.payer)
    const id = item.received?.id ?? item.letter?.letterHash ?? '0x'
    const isOpen = rows.isOpen(id)
    return {
      ...{ inboxId, writer, isPayoutYours, isOpen },
      facts: writer && writers[writer.subject.toLowerCase()],
      letter: letterState(letter, letters === undefined ? undefined : hasKeys),
      isUnread: letter?.content !== undefined && !letter.isRead,
      onToggle() {
        rows.toggle(id)
        // What cannot be kept as read is shown as new once more, and no worse.
        if (!isOpen && letter?.content !== undefined) markRead(letter.letterHash).catch(() => {})
      },
    }
  }
}
