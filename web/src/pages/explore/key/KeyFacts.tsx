import type { ApiSchemas } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { keyKindText, keyStatusWords, possessionWords } from '../../../facts/keyWords.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { HexText } from '../../../ui/HexText.tsx'
import { Stack } from '../../../ui/Stack.tsx'
import { Time } from '../../../ui/Time.tsx'
import { ThingLink } from '../parts/ThingLink.tsx'

/** A key as one inbox has it. */
export function KeyFacts({ inbox }: { inbox: ApiSchemas['FoundInbox'] }): ReactNode {
  const { key } = inbox
  if (!key) return null
  const status = keyStatusWords[key.status]
  const possession = possessionWords[key.possession]
  return (
    <Stack>
      <Facts
        items={[
          { label: 'Inbox', value: <ThingLink kind="inbox" id={inbox.inboxId} /> },
          {
            label: 'State',
            value: <Badge tone={status.tone}>{status.word}</Badge>,
            hint: status.sentence,
          },
          { label: 'Kind', value: keyKindText(key.kind) },
          {
            label: 'Possession',
            value: <Badge tone={possession.tone}>{possession.word}</Badge>,
            hint: possession.sentence,
          },
          ...(key.addedAt === null
            ? []
            : [
                {
                  label: 'Added',
                  value: <Time at={key.addedAt} />,
                  hint: `In block ${key.addedBlock}`,
                },
              ]),
          ...(key.wallet
            ? [{ label: 'Added by', value: <ThingLink kind="wallet" id={key.wallet} /> }]
            : []),
          {
            label: 'Until',
            value: key.expiresAt ? <Time at={key.expiresAt} /> : 'It does not expire',
          },
          ...(key.revokedAt === null
            ? []
            : [
                {
                  label: 'Revoked',
                  value: <Time at={key.revokedAt} />,
                  hint: `In block ${key.revokedBlock}`,
                },
              ]),
        ]}
      />
      {key.publicKey && (
        <Disclosure summary="The public key">
          <HexText value={key.publicKey} kind="hash" full />
        </Disclosure>
      )}
    </Stack>
  )
}
