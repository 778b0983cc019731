import type { GetMailingReturnType } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import type { Hex } from 'viem'
import { useNow } from '../../facts/useNow.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Row } from '../../ui/Row.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { TimeLeft } from '../../ui/TimeLeft.tsx'
import { ClosePanel } from './ClosePanel.tsx'
import { ImportMailing } from './ImportMailing.tsx'
import { KeepPanel } from './KeepPanel.tsx'
import { LetterTable } from './LetterTable.tsx'
import { lettersText } from './lettersText.ts'
import { MailingStateBadge } from './MailingStateBadge.tsx'
import type { KeptMailing } from './mailingStore.ts'
import { OpenPanel } from './OpenPanel.tsx'
import { PublishPanel } from './PublishPanel.tsx'
import { SendPanel } from './SendPanel.tsx'
import { totalOf } from './totalOf.ts'
import { useKeptMailing } from './useKeptMailing.ts'
import { useMailingState } from './useMailingState.ts'
import { useTurn } from './useTurn.ts'

/** One mailing of this browser, from being sealed until the rest of it is back. */
export function MailingView({ mailingId }: { mailingId: Hex }): ReactNode {
  const { kept, problem } = useKeptMailing(mailingId)
  const { data: state, error, refetch } = useMailingState(mailingId)
  if (problem) return <ErrorNotice title="It cannot be read" error={problem} />
  if (kept === undefined) return <Loading label="Looking for the mailing" />
  if (kept === null) return <Elsewhere mailingId={mailingId} />
  if (!state) {
    return error ? (
      <ErrorNotice error={error} onRetry={() => void refetch()} />
    ) : (
      <Loading label="Asking the chain how far it is" />
    )
  }
  return <Kept kept={kept} state={state} />
}

function Kept({ kept, state }: { kept: KeptMailing; state: GetMailingReturnType }): ReactNode {
  const now = useNow()
  const { count, expiresAt } = kept.mailing
  const { status } = state
  const isOver = now >= expiresAt
  const isOpen = status === 'open' || status === 'admitted'
  return (
    <Stack gap="large">
      <Section title={kept.name.slice(0, 80)} lead={lettersText(count)}>
        <MailingFacts kept={kept} state={state} />
      </Section>
      {status === 'none' && !isOver && <OpenPanel kept={kept} />}
      {isOpen && isOver && <ClosePanel kept={kept} state={state} />}
      {isOpen && !isOver && <SendPanel kept={kept} />}
      {status !== 'none' && !isOver && <PublishPanel kept={kept} />}
      <Section title="Letters">
        <LetterTable kept={kept} state={state} />
      </Section>
      <KeepPanel kept={kept} status={status} />
    </Stack>
  )
}

function MailingFacts({
  kept,
  state,
}: {
  kept: KeptMailing
  state: GetMailingReturnType
}): ReactNode {
  const turn = useTurn(kept)
  const { mailing, mailingId, token, sent } = kept
  const { count, stake, carriage, relay, expiresAt } = mailing
  const isPaid = state.status !== 'none'
  const number = (value: number) => value.toLocaleString('en')
  return (
    <Facts
      items={[
        {
          label: 'State',
          value: (
            <Row>
              <MailingStateBadge kept={kept} />
            </Row>
          ),
        },
        { label: 'Whose turn it is', value: turn?.sentence ?? <Skeleton width="12rem" /> },
        { label: 'Sent', value: `${number(sent)} of ${number(count)}` },
        { label: 'Collected', value: `${number(state.collected)} of ${number(count)}` },
        {
          label: isPaid ? 'Paid in all' : 'To be paid in all',
          value: <Amount value={totalOf(kept)} token={token} />,
          hint: (
            <>
              For each letter <Amount value={stake} token={token} /> stake,{' '}
              <Amount value={carriage} token={token} /> carriage
            </>
          ),
        },
        { label: 'Time left to collect', value: <TimeLeft until={expiresAt} /> },
        {
          label: 'Relay',
          value: <HexText value={relay} kind="address" href={`/explore/relays/${relay}`} />,
        },
        {
          label: 'Id',
          value: (
            <HexText
              value={mailingId}
              kind="id"
              {...(isPaid && { href: `/explore/mailings/${mailingId}` })}
            />
          ),
        },
      ]}
    />
  )
}

function Elsewhere({ mailingId }: { mailingId: Hex }): ReactNode {
  return (
    <Stack>
      <Empty title="This mailing is not in this browser">
        What the chain knows of it is{' '}
        <TextLink href={`/explore/mailings/${mailingId}`}>here</TextLink>. To send its letters,
        bring its file.
      </Empty>
      <ImportMailing />
    </Stack>
  )
}
