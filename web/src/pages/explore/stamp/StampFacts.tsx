import type { ApiAnswer, ApiSchemas } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { isAddressEqual, zeroAddress } from 'viem'
import { stampStatus } from '../../../facts/stampStatus.ts'
import { useNow } from '../../../facts/useNow.ts'
import { Facts } from '../../../ui/Facts.tsx'
import { HexText } from '../../../ui/HexText.tsx'
import { Time } from '../../../ui/Time.tsx'
import { RelayOfPostage } from '../parts/RelayOfPostage.tsx'
import { ThingLink } from '../parts/ThingLink.tsx'
import { TokenAmount } from '../parts/TokenAmount.tsx'
import { TokenName } from '../parts/TokenName.tsx'

/** What a stamp pays, to whom, for what and until when. */
export function StampFacts({ answer }: { answer: ApiAnswer<'getStamp'> }): ReactNode {
  const { stamp } = answer
  const now = useNow()
  if (stamp.status === 'voided') {
    return (
      <Facts
        items={[{ label: 'Called off by', value: <ThingLink kind="wallet" id={stamp.sender} /> }]}
      />
    )
  }
  return <Facts items={itemsOf(stamp, answer.canExpire, now)} />
}

/** Whose the stake is now. @param now - Unix seconds. */
function stakeHint({ status, expiresAt }: ApiSchemas['Stamp'], now: number): string {
  if (status === 'collected') return 'The recipient’s: it was collected'
  if (status === 'returned') return 'Back with who paid: the recipient returned it'
  if (status === 'expired') return 'Back with who paid: nobody answered in time'
  return now < expiresAt
    ? 'In escrow: the recipient may collect or return it'
    : 'In escrow: the time to answer is over'
}

/** @param now - Unix seconds. */
function itemsOf(stamp: ApiSchemas['Stamp'], canExpire: boolean, now: number) {
  const hasRelay = !isAddressEqual(stamp.relay, zeroAddress)
  return [
    {
      label: 'Stake',
      value: <TokenAmount value={stamp.stake} token={stamp.token} />,
      hint: stakeHint(stamp, now),
    },
    ...(hasRelay
      ? [
          {
            label: 'Carriage',
            value: <TokenAmount value={stamp.carriage} token={stamp.token} />,
            hint: stamp.carriagePaid
              ? 'Paid to the relay'
              : 'The relay’s fee for carrying the letter',
          },
        ]
      : []),
    { label: 'To', value: <ThingLink kind="inbox" id={stamp.inboxId} />, hint: 'The inbox' },
    {
      label: 'Paid by',
      value: <ThingLink kind="wallet" id={stamp.sender} />,
      hint: 'Not necessarily who writes',
    },
    { label: 'Relay', value: <RelayOfPostage relay={stamp.relay} /> },
    stamp.settledAt === null
      ? {
          label: now < stamp.expiresAt ? 'Answer by' : 'Answer was due by',
          value: <Time at={stamp.expiresAt} />,
          hint: canExpire ? 'Over: anyone may send the stake back to the sender' : undefined,
        }
      : { label: stampStatus(stamp, now).word, value: <Time at={stamp.settledAt} /> },
    {
      label: 'For the letter',
      value: <HexText value={stamp.letterHash} kind="hash" />,
      hint: 'Hash of its sealed bytes: the chain knows no more of it',
    },
    { label: 'Token', value: <TokenName token={stamp.token} /> },
    ...(stamp.relayMayCollect
      ? [{ label: 'Who may collect', value: 'The recipient, and the relay for it' }]
      : []),
  ]
}
