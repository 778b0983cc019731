import type { ReactNode } from 'react'
import { useApi } from '../../api/useApi.ts'
import { useChain } from '../../config/useChain.ts'
import { Button } from '../../ui/Button.tsx'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { Section } from '../../ui/Section.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import { useWallet } from '../../wallet/useWallet.ts'
import styles from './FirstMinute.module.css'

/** Account 3 of the usual mnemonic of local chains: Chloe, who has an inbox where the chain was seeded. */
const chloe = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'

/** On a local chain: the three things that make one at home here. */
export function FirstMinute(): ReactNode {
  const { developmentMnemonic } = useChain()
  const { status, address, connect } = useWallet()
  const isConnected = status === 'connected' && address !== undefined
  const own = useApi('findInboxes', isConnected ? { wallet: address } : undefined)
  const isLocal = developmentMnemonic !== undefined
  const chloes = useApi('findInboxes', isLocal ? { wallet: chloe } : undefined)
  const isChloeThere = (chloes.data?.inboxes.length ?? 0) > 0
  const written = useApi('listSenderStamps', isConnected ? { address, limit: 1 } : undefined)
  if (!isLocal) return null
  const hasInbox = (own.data?.inboxes.length ?? 0) > 0
  const hasWritten = (written.data?.stamps.length ?? 0) > 0
  return (
    <Section
      title="Your first minute"
      lead="This is a local chain: its accounts have money that nobody minds, so try all of it."
    >
      <ol className={styles.steps}>
        <Step title="Choose a development account" isDone={isConnected}>
          <span>Those that are nobody’s yet come first.</span>
          {!isConnected && (
            <Button size="small" onClick={connect}>
              Choose an account
            </Button>
          )}
        </Step>
        <Step title="Get an inbox" isDone={hasInbox}>
          <span>With keys of its own, a price for strangers, and whoever you allow for free.</span>
          {!hasInbox && (
            <ButtonLink size="small" href="/inbox">
              Register an inbox
            </ButtonLink>
          )}
        </Step>
        <Step title="Write a letter" isDone={hasWritten}>
          <span>To anybody who has an inbox. Then look at what becomes of the stamp.</span>
          <ButtonLink size="small" href={isChloeThere ? `/write?to=${chloe}` : '/write'}>
            {isChloeThere ? 'Write to Chloe' : 'Write a letter'}
          </ButtonLink>
        </Step>
      </ol>
    </Section>
  )
}

function Step({
  title,
  isDone,
  children,
}: {
  title: string
  isDone: boolean
  children: ReactNode
}): ReactNode {
  return (
    <li className={styles.step} data-done={isDone || undefined}>
      <div className={styles.words}>
        <span className={styles.title}>
          {title}
          {isDone && <VisuallyHidden>, done</VisuallyHidden>}
        </span>
        {children}
      </div>
    </li>
  )
}
