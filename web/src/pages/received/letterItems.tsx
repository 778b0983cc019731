import type { ReactNode } from 'react'
import { zeroAddress } from 'viem'
import { TokenAmount } from '../../money/TokenAmount.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Time } from '../../ui/Time.tsx'
import { TimeLeft } from '../../ui/TimeLeft.tsx'
import type { Outcome } from './outcomeOf.ts'
import { PartyText } from './PartyText.tsx'
import type { Received } from './Received.ts'
import type { RowFacts } from './RowFacts.ts'

export type Item = { label: string; value: ReactNode; hint?: ReactNode }

/** Who wrote, as far as anybody knows. */
export function writerItems({ writer, facts }: RowFacts): readonly Item[] {
  if (!writer) return [{ label: 'From', value: 'Somebody: nobody has shown the relay who wrote.' }]
  const { subject, isProven } = writer
  return [
    {
      label: isProven ? 'From' : 'Paid by',
      value: <PartyText id={subject} />,
      hint: isProven
        ? `The relay vouches that this ${subject.length === 42 ? 'wallet' : 'inbox'} signed it.`
        : 'Who pays may have written the letter, or not.',
    },
    ...(facts?.inboxId ? [{ label: 'Its inbox', value: <PartyText id={facts.inboxId} /> }] : []),
  ]
}

/** What was staked, by whom, and where more of it is told. */
export function stakeItems(
  { stamp, mail, payer, token, stake, expiresAt, since }: Received,
  { writer }: RowFacts,
  outcome: Outcome | undefined,
): readonly Item[] {
  const relay = stamp?.relay ?? mail?.mailing.relay
  return [
    ...(writer && writer.subject.toLowerCase() !== payer.toLowerCase()
      ? [{ label: 'Paid by', value: <PartyText id={payer} /> }]
      : []),
    { label: 'Stake', value: <TokenAmount token={token} value={stake} /> },
    ...(outcome
      ? [
          {
            label: 'Outcome',
            value: <Badge tone={outcome.tone}>{outcome.word}</Badge>,
            hint: outcome.sentence,
          },
        ]
      : [{ label: 'Time to answer', value: <TimeLeft until={expiresAt} /> }]),
    { label: stamp ? 'Paid' : 'Received', value: <Time at={since} /> },
    ...(relay && relay !== zeroAddress
      ? [
          {
            label: 'Relay',
            value: <HexText value={relay} kind="address" href={`/explore/relays/${relay}`} />,
          },
        ]
      : []),
    stamp
      ? {
          label: 'Stamp',
          value: (
            <HexText value={stamp.stampId} kind="id" href={`/explore/stamps/${stamp.stampId}`} />
          ),
        }
      : {
          label: 'Mailing',
          value: (
            <HexText
              value={mail?.mailingId ?? ''}
              kind="id"
              href={`/explore/mailings/${mail?.mailingId}`}
            />
          ),
        },
    ...(stamp?.relayMayCollect && !outcome
      ? [
          {
            label: 'Who may collect',
            value: 'You and the relay: your terms let it when this was posted.',
          },
        ]
      : []),
  ]
}
