import type { ReactNode } from 'react'
import { Suspense, useState } from 'react'
import type { Address } from 'viem'
import { isAddressEqual, zeroAddress } from 'viem'
import type { SiteRelay } from '../../relays/SiteRelay.ts'
import { useSiteRelays } from '../../relays/useSiteRelays.ts'
import { Button } from '../../ui/Button.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { Row } from '../../ui/Row.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { lettersText } from './lettersText.ts'
import type { KeptMailing } from './mailingStore.ts'
import { RefusedNotice } from './RefusedNotice.tsx'
import { useSending } from './useSending.ts'

// Most mailings are for one relay.
const RelayChoice = lazyPart(() => import('./RelayChoice.tsx').then((part) => part.RelayChoice))

/** Sends the letters of an open mailing to its relay. What was sent stays noted: it goes on where it stopped. */
export function SendPanel({ kept }: { kept: KeptMailing }): ReactNode {
  const sending = useSending(kept)
  const siteRelays = useSiteRelays()
  const [choice, setChoice] = useState<Address>()
  const { mailing, elsewhere = 0 } = kept
  const isAny = isAddressEqual(mailing.relay, zeroAddress)
  const fitting = siteRelays.relays.filter(
    ({ relay }) => isAny || isAddressEqual(relay, mailing.relay),
  )
  const relay = fitting.find((one) => one.relay === choice) ?? fitting[0]
  const total = mailing.count - elsewhere
  const left = total - sending.sent
  const isRunning = sending.state === 'running'
  return (
    <Section
      title="Send the letters"
      lead="To the relay, each with the proof that it is paid for. This costs nothing, and your wallet is not asked."
    >
      <Stack>
        {total > 0 && (
          <Progress
            label="Letters with the relay"
            value={Math.min(sending.sent, total)}
            max={total}
          />
        )}
        {left > 0 && isAny && fitting.length > 1 && (
          <Suspense fallback={<Skeleton height="4.5rem" />}>
            <RelayChoice relays={fitting} chosen={relay?.relay} onChoose={setChoice} />
          </Suspense>
        )}
        {left > 0 && !relay && <NoRelay kept={kept} isPending={siteRelays.isPending} />}
        {left > 0 && relay && (
          <SendButtons
            label={
              sending.sent === 0
                ? `Send ${lettersText(left)}`
                : `Send the other ${left === 1 ? 'letter' : lettersText(left)}`
            }
            relay={relay}
            isRunning={isRunning}
            onSend={sending.start}
            onStop={sending.stop}
          />
        )}
        {sending.problem && (
          <Notice tone="bad" title="It stopped">
            {sending.problem} What was sent is noted: it goes on from there.
          </Notice>
        )}
        {left <= 0 && !isRunning && total > 0 && (
          <Notice tone="good">All letters are with the relay.</Notice>
        )}
        {elsewhere > 0 && <Elsewhere count={elsewhere} />}
        {sending.refused.length > 0 && <RefusedNotice refused={sending.refused} />}
      </Stack>
    </Section>
  )
}

function SendButtons({
  label,
  relay,
  isRunning,
  onSend,
  onStop,
}: {
  label: string
  relay: SiteRelay
  isRunning: boolean
  onSend(to: { relay: Address; url: string }): void
  onStop(): void
}): ReactNode {
  return (
    <Row>
      <Button
        kind="primary"
        busy={isRunning}
        onClick={() => onSend({ relay: relay.relay, url: relay.url })}
      >
        {isRunning ? 'Sending…' : label}
      </Button>
      {isRunning && (
        <Button kind="quiet" onClick={onStop}>
          Stop
        </Button>
      )}
    </Row>
  )
}

function Elsewhere({ count }: { count: number }): ReactNode {
  return (
    <Notice tone="info">
      {lettersText(count)} {count === 1 ? 'was' : 'were'} sealed elsewhere, and cannot be sent from
      here. Whoever has {count === 1 ? 'it' : 'them'} can; or{' '}
      <TextLink href="/mailing">bring the file</TextLink> that has {count === 1 ? 'it' : 'them'}.
    </Notice>
  )
}

function NoRelay({ kept, isPending }: { kept: KeptMailing; isPending: boolean }): ReactNode {
  if (isPending) return <Loading label="Looking for the relay" />
  return (
    <Notice tone="warn" title="This page cannot reach the relay of the mailing">
      {kept.relayUrl && `It was at ${kept.relayUrl}. `}Come back later; or save the file, and send
      its letters with <code>pennypost mailing send</code>.
    </Notice>
  )
}
