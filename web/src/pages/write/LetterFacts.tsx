import type { ApiSchemas } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { stampStatus } from '../../facts/stampStatus.ts'
import type { OwnLetter } from '../../letters/OwnLetter.ts'
import { TokenAmount } from '../../money/TokenAmount.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Time } from '../../ui/Time.tsx'
import { TimeLeft } from '../../ui/TimeLeft.tsx'

/** What a letter is and what was paid for it. */
export function LetterFacts({
  letter,
  posted,
}: {
  letter: OwnLetter
  /** Its stamp as the API has it, once it has. */
  posted: ApiSchemas['Stamp'] | undefined
}): ReactNode {
  const { inboxId, wallet, relay, createdAt, postage, letterHash } = letter
  const stamp = postage?.stamp
  return (
    <Facts
      items={[
        {
          label: 'To',
          value: <HexText value={inboxId} kind="id" href={`/explore/inboxes/${inboxId}`} />,
        },
        {
          label: 'From',
          value: <HexText value={wallet} kind="address" href={`/explore/wallets/${wallet}`} />,
          hint: letter.isSigned
            ? undefined
            : `Not signed: ${letter.price ? 'the recipient sees only that this wallet paid.' : 'nothing tells the recipient who wrote it.'}`,
        },
        {
          label: 'Relay',
          value: <HexText value={relay} kind="address" href={`/explore/relays/${relay}`} />,
        },
        { label: 'Written', value: <Time at={createdAt} /> },
        ...(postage && stamp
          ? [
              {
                label: 'Stake',
                value: <TokenAmount value={stamp.stake} token={stamp.token} />,
              },
              {
                label: 'Carriage',
                value: <TokenAmount value={stamp.carriage} token={stamp.token} />,
              },
              {
                label: 'Stamp',
                value: (
                  <HexText
                    value={postage.stampId}
                    kind="id"
                    href={postage.isPosted ? `/explore/stamps/${postage.stampId}` : undefined}
                  />
                ),
                hint: postage.isPosted ? undefined : 'Not on chain so far.',
              },
              posted && posted.settledAt !== null
                ? outcomeItem(posted, posted.settledAt)
                : { label: 'Time to answer', value: <TimeLeft until={stamp.expiresAt} /> },
            ]
          : []),
        { label: 'Letter', value: <HexText value={letterHash} kind="hash" /> },
      ]}
    />
  )
}

/** What came of the stake, and when. */
function outcomeItem(stamp: ApiSchemas['Stamp'], settledAt: number) {
  const { word, sentence } = stampStatus(stamp, settledAt)
  return { label: word, value: <Time at={settledAt} />, hint: sentence }
}
