import type { GetMailingReturnType } from '@pennypost/sdk'
import type { MailedLetter } from '@pennypost/sdk/mailings'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { Badge } from '../../ui/Badge.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { MoreButton } from '../../ui/MoreButton.tsx'
import { Table } from '../../ui/Table.tsx'
import type { KeptMailing } from './mailingStore.ts'
import { lettersOf, sentOf } from './mailingStore.ts'
import { RecipientText } from './RecipientText.tsx'
import { useMailingContext } from './useMailingContext.ts'

const pageSize = 25

const columns = [
  { id: 'recipient', label: 'Recipient' },
  { id: 'line', label: 'Line', align: 'end' },
  { id: 'sent', label: 'Letter' },
  { id: 'collected', label: 'Stake' },
] as const

/** The letters of a mailing: to whom, whether the relay has them, and whether their stakes were collected. */
export function LetterTable({
  kept,
  state,
}: {
  kept: KeptMailing
  state: GetMailingReturnType
}): ReactNode {
  const { mailingId, mailing, sent, elsewhere } = kept
  const context = useMailingContext()
  const [shown, setShown] = useState(pageSize)
  const letters = useQuery({
    queryKey: ['mailing letters', mailingId, elsewhere],
    queryFn: async () => inOrderOfList(await lettersOf(kept)),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    networkMode: 'always',
  })
  const sentMail = useQuery({
    queryKey: ['mailing sent', mailingId, sent],
    queryFn: async () => new Set(await sentIndexes(kept)),
    placeholderData: (before) => before,
    networkMode: 'always',
  })
  const rows = letters.data?.slice(0, shown) ?? []
  const isPaid = state.status !== 'none'
  const collected = useQuery({
    queryKey: [context.chain.caip2, 'mailing collected', mailingId, rows.length, state.collected],
    queryFn: async () => {
      const { collectedOf } = await import('./collectedOf.ts')
      const indexes = rows.map(({ index }) => index)
      return await collectedOf(context, mailingId, indexes)
    },
    enabled: isPaid && rows.length > 0,
    placeholderData: (before) => before,
  })
  const problem = letters.error ?? sentMail.error
  if (problem) return <ErrorNotice error={problem} />
  if (!letters.data) return <Loading label="Reading the letters" />
  return (
    <>
      <Table
        caption="Letters of the mailing"
        columns={columns}
        rows={rows.map(({ recipient, inboxId, line, body, index }) => ({
          id: String(index),
          cells: {
            recipient: <RecipientText value={recipient} inboxId={inboxId} />,
            line: line.toLocaleString('en'),
            sent: <SentBadge isSent={sentMail.data?.has(index) === true} hasBody={Boolean(body)} />,
            collected: (
              <StakeBadge
                isPaid={isPaid}
                isCollected={collected.data?.has(index) === true}
                isClosed={state.status === 'closed'}
              />
            ),
          },
        }))}
      />
      {mailing.count > shown && (
        <MoreButton onClick={() => setShown(shown + 100)}>
          Show more of {mailing.count.toLocaleString('en')}
        </MoreButton>
      )}
    </>
  )
}

type PlacedLetter = MailedLetter & {
  /** In the tree of the mailing, which has another order than the list. */
  index: number
}

function inOrderOfList(letters: readonly MailedLetter[]): readonly PlacedLetter[] {
  const placed = letters.map((letter, index) => ({ ...letter, index }))
  return placed.sort((one, other) => one.line - other.line || one.index - other.index)
}

async function sentIndexes({ mailingId, mailing: { count } }: KeptMailing) {
  return (await sentOf({ mailingId, count })).keys()
}

function SentBadge({ isSent, hasBody }: { isSent: boolean; hasBody: boolean }): ReactNode {
  if (isSent) return <Badge tone="good">Sent</Badge>
  return <Badge>{hasBody ? 'Not sent' : 'Sealed elsewhere'}</Badge>
}

function StakeBadge({
  isPaid,
  isCollected,
  isClosed,
}: {
  isPaid: boolean
  isCollected: boolean
  isClosed: boolean
}): ReactNode {
  if (isCollected) return <Badge tone="good">Collected</Badge>
  if (!isPaid) return <Badge>Not paid</Badge>
  return isClosed ? <Badge>Came back</Badge> : <Badge tone="info">Not collected</Badge>
}
