import type { ReactNode } from 'react'
import { Suspense } from 'react'
import type { Hex } from 'viem'
import { doorWords } from '../../facts/doorWords.ts'
import { Badge } from '../../ui/Badge.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Field } from '../../ui/Field.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import type { FoundRecipient } from './useRecipient.ts'

const SealNotice = lazyPart(() => import('./SealNotice.tsx').then((part) => part.SealNotice))

/** Asks whom the letter is for, and shows who that is. */
export function RecipientField({
  value,
  onChange,
  found,
  isTried,
}: {
  value: string
  onChange(value: string): void
  found: FoundRecipient
  isTried: boolean
}): ReactNode {
  const { wrong, inbox, inboxId, wallet, error, isPending, takesNames, retry } = found
  const missing = isTried && value.trim() === '' ? 'Say whom the letter is for.' : undefined
  return (
    <Stack>
      <Field
        label="To"
        hint={
          takesNames
            ? 'A wallet’s address, an inbox id, or a name such as ada.eth.'
            : 'A wallet’s address, or an inbox id.'
        }
        error={wrong ?? missing}
      >
        <TextInput value={value} onChange={onChange} isMono placeholder="0x…" />
      </Field>
      {isPending && !wrong && <Loading label="Looking the recipient up" />}
      {error && !inbox && <ErrorNotice error={error} onRetry={retry} />}
      {inboxId && inbox && <Shown inboxId={inboxId} inbox={inbox} wallet={wallet} />}
    </Stack>
  )
}

function Shown({
  inboxId,
  inbox,
  wallet,
}: {
  inboxId: Hex
  inbox: NonNullable<FoundRecipient['inbox']>
  wallet: FoundRecipient['wallet']
}): ReactNode {
  const { word, tone, sentence } = doorWords[inbox.door]
  const others = inbox.wallets.length - 1
  return (
    <Stack>
      <Facts
        items={[
          {
            label: 'Inbox',
            value: <HexText value={inboxId} kind="id" href={`/explore/inboxes/${inboxId}`} />,
          },
          {
            label: inbox.wallets.length === 1 ? 'Wallet' : 'Wallets',
            value: wallet ? (
              <>
                <HexText value={wallet} kind="address" href={`/explore/wallets/${wallet}`} />
                {others > 0 && ` and ${others} more`}
              </>
            ) : (
              <NoWallet wallet={wallet} />
            ),
          },
          { label: 'Door', value: <Badge tone={tone}>{word}</Badge>, hint: sentence },
        ]}
      />
      <Suspense>
        <SealNotice inbox={inbox} />
      </Suspense>
    </Stack>
  )
}

/** In the place of a wallet: nothing is said before the node has answered. */
function NoWallet({ wallet }: { wallet: null | undefined }): ReactNode {
  return wallet === null ? 'None that the chain confirms' : <Skeleton width="12rem" />
}
