import { ApiProblemError } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { useEffect } from 'react'
import type { Hex } from 'viem'
import { useApi } from '../../api/useApi.ts'
import { useChain } from '../../config/useChain.ts'
import { useNow } from '../../facts/useNow.ts'
import type { OwnLetter } from '../../letters/OwnLetter.ts'
import { ownLetterKey } from '../../letters/ownLetterStore.ts'
import { sendings } from '../../letters/sendings.ts'
import { useSending } from '../../letters/useSending.ts'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Page } from '../../ui/Page.tsx'
import { Section } from '../../ui/Section.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { Steps } from '../../ui/Steps.tsx'
import { clearDraft, readDraft } from './draft.ts'
import { LetterActions } from './LetterActions.tsx'
import { LetterFacts } from './LetterFacts.tsx'
import { LetterText } from './LetterText.tsx'
import { leadOf } from './leadOf.ts'
import { letterSteps } from './letterSteps.ts'
import { TakeBackStamp } from './TakeBackStamp.tsx'

type Props = {
  letterHash: Hex
  letters: readonly OwnLetter[] | undefined
  problem: Error | undefined
  /** It is certain that nothing was paid, and it is not kept any more. */
  onDropped(letter: Pick<OwnLetter, 'to'>, error: unknown): void
  /** Its writer begins another in its place. */
  onAnew(letter: OwnLetter): void
}

/** One letter that was written here, from the wallet to its answer. */
export function LetterView({ letterHash, letters, problem, onDropped, onAnew }: Props): ReactNode {
  const letter = letters?.find((one) => one.letterHash === letterHash)
  if (letter) return <Kept key={letterHash} letter={letter} onDropped={onDropped} onAnew={onAnew} />
  return (
    <Page title="Your letter">
      {problem && <ErrorNotice error={problem} />}
      {!letters && !problem && <Loading label="Reading what is kept here" />}
      {letters && <Gone letterHash={letterHash} onDropped={onDropped} />}
    </Page>
  )
}

/** A letter that was dropped a moment ago goes back to where it was written; any other is not of this browser. */
function Gone({ letterHash, onDropped }: Pick<Props, 'letterHash' | 'onDropped'>): ReactNode {
  const { caip2: chain } = useChain()
  const key = ownLetterKey({ chain, letterHash })
  const sending = useSending(key)
  const isDropped = sending?.isDropped === true
  const error = sending?.error
  useEffect(() => {
    if (!isDropped) return
    // What was dropped before it was shown stands in the form still.
    const { to } = lastShown?.letterHash === letterHash ? lastShown : readDraft()
    lastShown = undefined
    sendings.forget(key)
    onDropped({ to }, error)
  }, [isDropped, letterHash, key, error, onDropped])
  if (isDropped) return <Loading label="Going back" />
  return (
    <Empty
      title="This letter is not kept in this browser"
      action={<ButtonLink href="/write">Write a letter</ButtonLink>}
    >
      Letters are kept where they were written. If you wrote it on another device, look there; what
      its stamp says is on the page “Explore”.
    </Empty>
  )
}

/** What was on the page last: a letter that is dropped is gone from the store when it has to be named. */
let lastShown: OwnLetter | undefined

function Kept({
  letter,
  onDropped,
  onAnew,
}: Pick<Props, 'onDropped' | 'onAnew'> & { letter: OwnLetter }): ReactNode {
  const key = ownLetterKey(letter)
  const sending = useSending(key)
  const now = useNow()
  const { postage, delivery, inboxId, letterHash, relay, wallet } = letter
  const found = useApi('getStamp', postage?.isPosted ? { stampId: postage.stampId } : undefined)
  const stamp = found.data?.stamp.status === 'voided' ? undefined : found.data?.stamp
  const verdict = useApi(
    'verify',
    stamp?.status === 'open' ? { inboxId, sender: wallet, letterHash, relay } : undefined,
    { keep: true },
  )
  const isOver = postage !== undefined && now >= postage.stamp.expiresAt
  const isDropped = sending?.isDropped === true
  const error = sending?.error
  useEffect(() => {
    lastShown = letter
  }, [letter])
  useEffect(() => {
    if (!isDropped) return
    sendings.forget(key)
    onDropped(letter, error)
  }, [isDropped, key, letter, error, onDropped])

  const isSafe = delivery !== undefined || postage?.isPosted === true
  useEffect(() => {
    // It is not to be sent once more from the form.
    if (isSafe) clearDraft(letter.text)
  }, [isSafe, letter.text])

  const isMissing = found.error instanceof ApiProblemError && found.error.status === 404
  return (
    <Page
      title="Your letter"
      lead={leadOf(letter, stamp?.status)}
      actions={<ButtonLink href="/write">Write another</ButtonLink>}
    >
      <Stack gap="large">
        <LetterActions letter={letter} sending={sending} onAnew={onAnew} />
        <Section title="How far it is">
          <div aria-live="polite">
            <Steps
              steps={letterSteps({
                ...{ letter, sending, isOver },
                stamp: stamp && { status: stamp.status, carriagePaid: stamp.carriagePaid },
                isCounting: verdict.data?.reason === 'paid',
              })}
            />
          </div>
          {found.error && !isMissing && (
            <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
          )}
        </Section>
        {stamp && isOver && <TakeBackStamp stamp={stamp} />}
        <Section title="What it is">
          <LetterFacts letter={letter} posted={stamp} />
          <LetterText text={letter.text} />
        </Section>
      </Stack>
    </Page>
  )
}
