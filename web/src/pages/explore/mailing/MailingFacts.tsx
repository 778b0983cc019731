import type { ApiAnswer } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { isAddressEqual, zeroAddress } from 'viem'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { HexText } from '../../../ui/HexText.tsx'
import { Stack } from '../../../ui/Stack.tsx'
import { Time } from '../../../ui/Time.tsx'
import { RelayOfPostage } from '../parts/RelayOfPostage.tsx'
import { ThingLink } from '../parts/ThingLink.tsx'
import { TokenAmount } from '../parts/TokenAmount.tsx'
import { TokenName } from '../parts/TokenName.tsx'

/** What a mailing pays, to whom and until when. */
export function MailingFacts({ answer }: { answer: ApiAnswer<'getMailing'> }): ReactNode {
  const { mailing, collected, canClose } = answer
  const { token } = mailing
  const hasRelay = !isAddressEqual(mailing.relay, zeroAddress)
  const letters = collected.letters.toLocaleString('en')
  const items = [
    {
      label: 'Collected',
      value: `${letters}${collected.isMore ? ' or more' : ''} of ${mailing.count.toLocaleString('en')} letters`,
    },
    { label: 'Stake of each letter', value: <TokenAmount value={mailing.stake} token={token} /> },
    ...(hasRelay
      ? [
          {
            label: 'Carriage of each letter',
            value: <TokenAmount value={mailing.carriage} token={token} />,
            hint: mailing.carriagePaid
              ? 'Paid to the relay'
              : 'The relay’s once it admits the mailing',
          },
        ]
      : []),
    { label: 'Paid by', value: <ThingLink kind="wallet" id={mailing.sender} /> },
    { label: 'Relay', value: <RelayOfPostage relay={mailing.relay} /> },
    {
      label: 'To be collected by',
      value: <Time at={mailing.expiresAt} />,
      hint: canClose ? 'Over: what is left can go back to the sender' : undefined,
    },
    ...(mailing.refund === null
      ? []
      : [{ label: 'Given back', value: <TokenAmount value={mailing.refund} token={token} /> }]),
    { label: 'Token', value: <TokenName token={token} /> },
  ]
  return (
    <Stack>
      <Facts items={items} />
      <Disclosure summary="What its letters are committed to by">
        <Facts
          items={[
            { label: 'Root', value: <HexText value={mailing.root} kind="hash" full /> },
            { label: 'Its sender says of it', value: mailing.uri === '' ? 'Nothing' : mailing.uri },
          ]}
        />
      </Disclosure>
    </Stack>
  )
}
