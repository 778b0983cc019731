import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Hex } from 'viem'
import type { Mailbox } from '../../relays/useMailbox.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Row } from '../../ui/Row.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { useLazyOpen } from '../../ui/useLazyOpen.ts'

/** Fetched when it is first opened. */
const BringKeys = lazyPart(() => import('../../keys/BringKeys.tsx').then((part) => part.BringKeys))

/** What keeps letters from being shown here, with the way to mend it; nothing where all is well. */
export function MailboxNotice({ inboxId, mailbox }: { inboxId: Hex; mailbox: Mailbox }): ReactNode {
  const bringing = useLazyOpen()
  const { hasKeys, relays, problem, retry } = mailbox
  if (problem)
    return <ErrorNotice error={problem} title="This browser does not keep letters or keys" />
  if (hasKeys === false)
    return (
      <Notice
        tone="warn"
        title="The keys of this inbox are not in this browser"
        action={
          <Stack gap="small">
            <Row>
              <Button
                size="small"
                aria-expanded={bringing.isOpen}
                busy={bringing.isFetching}
                onClick={bringing.isOpen ? bringing.close : bringing.open}
              >
                Bring the keys from a file
              </Button>
            </Row>
            {bringing.isOpen && <BringKeys inboxId={inboxId} />}
          </Stack>
        }
      >
        Letters cannot be opened here without them; stakes can be collected and returned all the
        same. Save the keys to a file in the browser that has them, and bring them from there. Are
        they lost? <TextLink href="/inbox">Make new ones</TextLink>, for the letters to come.
      </Notice>
    )
  const locked = relays.filter(({ state }) => state === 'locked')
  const isRefused = locked.some(({ problem }) => problem !== undefined)
  if (locked.length > 0)
    return (
      <Notice
        title={
          isRefused ? 'The relay did not take the signature' : 'No key here can sign for this inbox'
        }
        action={
          <Row gap="small">
            <WalletButton mailbox={mailbox} />
            {isRefused && (
              <Button size="small" onClick={retry}>
                Try again
              </Button>
            )}
          </Row>
        }
      >
        {locked.map(({ url, problem }) => problem && <p key={url}>{`${problem} (${url})`}</p>)}
        Its letters are at the relay, which hands them over once your wallet signs that they are
        yours.
      </Notice>
    )
  const failed = relays.filter(({ state }) => state === 'failed' || state === 'broken')
  if (failed.length === 0) return null
  return (
    <Notice
      tone="warn"
      title="Letters may be missing"
      action={
        failed.some(({ state }) => state === 'failed') && (
          <Button size="small" onClick={retry}>
            Try again
          </Button>
        )
      }
    >
      {failed.map(({ url, problem }) => (
        <p key={url}>
          {problem ?? 'The relay cannot be reached.'} ({url})
        </p>
      ))}
      What was staked is shown all the same.
    </Notice>
  )
}

function WalletButton({ mailbox }: { mailbox: Mailbox }): ReactNode {
  const [isBusy, setBusy] = useState(false)
  const open = async () => {
    setBusy(true)
    // Whoever says no in the wallet is back where it was; what else goes wrong, the relay's state says.
    await mailbox.openWithWallet().catch(() => undefined)
    setBusy(false)
  }
  return (
    <Button size="small" busy={isBusy} onClick={() => void open()}>
      Sign with your wallet
    </Button>
  )
}
