import type { EncryptionKey } from '@pennypost/sdk/letters'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Address, Hex } from 'viem'
import { Button } from '../../ui/Button.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { Row } from '../../ui/Row.tsx'
import { Section } from '../../ui/Section.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { CostFacts } from './CostFacts.tsx'
import { FreeNotice } from './FreeNotice.tsx'
import { lettersText } from './lettersText.ts'
import type { AddressedLetter } from './lookUpInboxes.ts'
import type { Offer } from './useOffer.ts'
import { useSealing } from './useSealing.ts'
import { useUnsure } from './useUnsure.ts'

/** What the letters cost, and the button that seals them. */
export function SealSection({
  offer,
  sender,
  letters,
  keys,
  name,
  isListMended,
}: {
  offer: Offer
  sender: Address
  letters: readonly AddressedLetter[]
  keys: ReadonlyMap<Hex, readonly EncryptionKey[]>
  name: string
  /** Every line can be mailed, or it was said that the others are left out. */
  isListMended: boolean
}): ReactNode {
  const sealing = useSealing()
  const unsure = useUnsure(sender)
  const [leavesFree, setLeavesFree] = useState(false)
  const { relay, token, carriage, stake, judged, lasts } = offer
  if (!relay || !token || carriage === undefined || stake === undefined) return null
  const free = judged?.free ?? []
  const isFree = new Set(free)
  const paid = letters.filter((letter) => !isFree.has(letter))
  const mailed = leavesFree && free.length > 0 && paid.length > 0 ? paid : letters
  const seal = () =>
    sealing.start({
      ...{ sender, relay, token, carriage, stake, lasts, keys, name },
      letters: mailed,
    })
  const isBusy = sealing.state === 'busy'
  return (
    <Section title="What it costs">
      <Stack>
        <CostFacts {...{ sender, carriage, stake, token }} count={mailed.length} />
        {free.length > 0 && (
          <FreeNotice
            free={free}
            others={letters.length - free.length}
            isLeftOut={mailed !== letters}
            onLeaveOut={setLeavesFree}
          />
        )}
        <p>
          Next, the letters are sealed and kept in this browser. Nothing is paid before you say so
          in your wallet.
        </p>
        {!isListMended && (
          <p>First mend the list, or say above that what cannot be mailed is left out.</p>
        )}
        {unsure && (
          <Notice tone="warn" title="First look what became of the other one">
            Your wallet was asked to pay for{' '}
            <TextLink href={`/mailing?id=${unsure.mailingId}`}>{unsure.name.slice(0, 60)}</TextLink>
            , and it is not sure whether it did. Pay for it there, or throw it away.
          </Notice>
        )}
        <Row>
          <Button
            kind="primary"
            busy={isBusy}
            disabled={!isListMended || unsure !== undefined}
            onClick={seal}
          >
            Seal {lettersText(mailed.length)}
          </Button>
          {isBusy && (
            <Button kind="quiet" onClick={sealing.stop}>
              Stop
            </Button>
          )}
        </Row>
        {sealing.state === 'busy' && (
          <Progress label="Sealing letters" value={sealing.done} max={sealing.total} />
        )}
        {sealing.state === 'failed' && <ErrorNotice error={sealing.error} onRetry={seal} />}
      </Stack>
    </Section>
  )
}
