import type { ReactNode } from 'react'
import { Suspense, useEffect, useState } from 'react'
import type { OwnLetter } from '../../letters/OwnLetter.ts'
import { useSiteRelays } from '../../relays/useSiteRelays.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { Page } from '../../ui/Page.tsx'
import { Section } from '../../ui/Section.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import type { Draft } from './draft.ts'
import { readDraft, writeDraft } from './draft.ts'
import { OpenLetters } from './OpenLetters.tsx'
import { OwnLetters } from './OwnLetters.tsx'
import { PriceSection } from './PriceSection.tsx'
import { RecipientField } from './RecipientField.tsx'
import { RelayChoice } from './RelayChoice.tsx'
import { SendButton } from './SendButton.tsx'
import { TakeBack } from './TakeBack.tsx'
import { textProblem } from './textProblem.ts'
import { unsignedSentence } from './unsignedSentence.ts'
import { usePrice } from './usePrice.ts'
import { useRecipient } from './useRecipient.ts'

const FailureNotice = lazyPart(() =>
  import('./FailureNotice.tsx').then((part) => part.FailureNotice),
)

/** The form in which a letter is written, and the letters that were. */
export function Composer({
  to: linked,
  letters,
  storageProblem,
  failure,
  onTo,
  onSending,
}: {
  /** As the address has it. */
  to: string
  letters: readonly OwnLetter[] | undefined
  storageProblem: Error | undefined
  /** Why the letter came back that was to be sent. */
  failure: unknown
  onTo(to: string): void
  onSending(letter: OwnLetter): void
}): ReactNode {
  const [draft, setDraft] = useState(() => startOf(linked))
  const [isSigned, setSigned] = useState(true)
  const [isTried, setTried] = useState(false)
  const [error, setError] = useState<unknown>(failure)
  const { to, text, token } = draft
  const found = useRecipient(to)
  const { relays, ...relayState } = useSiteRelays()
  const relay = relays.find(({ url }) => url === draft.relay) ?? relays[0]
  const price = usePrice(found.inboxId, relay, token)

  useEffect(() => writeDraft(draft), [draft])
  // Whatever is found has an address that can be shared.
  useEffect(() => {
    if (found.inboxId && to.trim() !== linked) onTo(to.trim())
  }, [found.inboxId, to, linked, onTo])

  const wrongText = textProblem(text)
  const mustSign = price.state === 'free' && price.reason === 'consented'
  return (
    <Page
      title="Write"
      lead="To anybody who has an inbox. Only they can read it; a stranger puts a stake beside it, to show that it is meant."
    >
      <OpenLetters letters={letters} />
      <Stack gap="large">
        <RecipientField
          value={to}
          onChange={(to) => setDraft((draft) => ({ ...draft, to }))}
          found={found}
          isTried={isTried}
        />
        {found.inboxId && found.inbox && (
          <>
            <RelayChoice
              {...relayState}
              relays={relays}
              chosen={relay}
              onChange={(relay) => setDraft((draft) => ({ ...draft, relay }))}
            />
            <PriceSection
              price={price}
              onChoose={(token) => setDraft((draft) => ({ ...draft, token }))}
            />
          </>
        )}
        <Field
          label="Letter"
          hint="Sealed in your browser: only the recipient’s devices can open it."
          error={isTried ? wrongText : undefined}
        >
          <TextArea
            rows={9}
            value={text}
            onChange={(text) => setDraft((draft) => ({ ...draft, text }))}
          />
        </Field>
        <Checkbox
          label="Sign it with my wallet"
          hint={
            mustSign
              ? 'Needed here: your signature is what makes it free.'
              : `So that the relay can vouch to the recipient that it is yours. Costs nothing. ${unsignedSentence(price)}`
          }
          checked={isSigned || mustSign}
          disabled={mustSign}
          onChange={setSigned}
        />
        {(error !== undefined || storageProblem) && (
          <Suspense>
            <FailureNotice error={error} storageProblem={storageProblem} />
          </Suspense>
        )}
        <SendButton
          {...{ found, relay, price, text, to, storageProblem }}
          isSigned={isSigned || mustSign}
          isReady={wrongText === undefined}
          onTry={() => {
            setTried(true)
            setError(undefined)
          }}
          onFailure={setError}
          onSending={onSending}
        />
      </Stack>
      <OwnLetters letters={letters} />
      <Section
        title="Take back what nobody answered"
        lead="When the time to answer is over, the stake is yours again, wherever you wrote the letter."
      >
        <TakeBack />
      </Section>
    </Page>
  )
}

/** What the link says, with the text that was being written to the same; without a link what was being written. */
function startOf(linked: string): Draft {
  const draft = readDraft()
  if (linked === '') return draft
  return draft.to === linked || draft.to === ''
    ? { ...draft, to: linked }
    : { to: linked, text: '' }
}
