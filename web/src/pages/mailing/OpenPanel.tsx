import type { ReactNode } from 'react'
import { isAddressEqual } from 'viem'
import { ActButton } from '../../acts/ActButton.tsx'
import { ActStatus } from '../../acts/ActStatus.tsx'
import { amountText } from '../../facts/amountText.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Row } from '../../ui/Row.tsx'
import { Section } from '../../ui/Section.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { shortHex } from '../../ui/shortHex.ts'
import { Time } from '../../ui/Time.tsx'
import { useWallet } from '../../wallet/useWallet.ts'
import { CostFacts } from './CostFacts.tsx'
import { DownloadButton } from './DownloadButton.tsx'
import type { KeptMailing } from './mailingStore.ts'
import { totalOf } from './totalOf.ts'
import { useOpening } from './useOpening.ts'

/** Pays for a mailing that is sealed and kept. */
export function OpenPanel({ kept }: { kept: KeptMailing }): ReactNode {
  const act = useOpening(kept)
  const { address } = useWallet()
  const { mailing, token, askedAt, uri } = kept
  const { sender, count, carriage, stake } = mailing
  const isOther = address !== undefined && !isAddressEqual(address, sender)
  const cost = { sender, count, carriage, stake, token: { ...token, address: mailing.token }, uri }
  return (
    <Section
      title="Pay and open it"
      lead="The letters are sealed and kept in this browser. Save the file too: whoever has it can send them, and they are nowhere else."
    >
      <Stack>
        <CostFacts {...cost} />
        {askedAt !== undefined && !act.isBusy && (
          <Notice tone="warn" title="It is not sure whether this was paid">
            Your wallet was asked for it <Time at={askedAt} />, and the chain does not have it. Look
            into your wallet whether it still waits there. Paying again is for the very same
            mailing: the contract takes it only once.
          </Notice>
        )}
        {isOther && (
          <Notice tone="warn" title="This mailing is of another account">
            It was made by {shortHex(sender)}, who has to pay for it. Choose that account in your
            wallet.
          </Notice>
        )}
        <Row>
          <DownloadButton kept={kept} kind={kept.isSaved ? 'quiet' : 'secondary'} />
          <ActButton act={act} disabled={isOther}>
            Pay {amountText(totalOf(kept), token)} and open
          </ActButton>
        </Row>
        <ActStatus act={act} />
      </Stack>
    </Section>
  )
}
