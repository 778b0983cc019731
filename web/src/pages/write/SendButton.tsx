import type { ReactNode } from 'react'
import { useState } from 'react'
import { useApiClient } from '../../api/useApiClient.ts'
import { useChain } from '../../config/useChain.ts'
import { usePublicClient } from '../../config/usePublicClient.ts'
import { useNow } from '../../facts/useNow.ts'
import type { OwnLetter } from '../../letters/OwnLetter.ts'
import { ownLetterKey } from '../../letters/ownLetterStore.ts'
import { useStartSending } from '../../letters/useSending.ts'
import { TokenAmount } from '../../money/TokenAmount.tsx'
import type { SiteRelay } from '../../relays/SiteRelay.ts'
import { Button } from '../../ui/Button.tsx'
import { Row } from '../../ui/Row.tsx'
import { isRefusal } from '../../wallet/isRefusal.ts'
import { useWallet } from '../../wallet/useWallet.ts'
import type { Price } from './usePrice.ts'
import type { FoundRecipient } from './useRecipient.ts'

/** Seals the letter, keeps it, and begins to send it. */
export function SendButton({
  found,
  relay,
  price,
  text,
  to,
  isSigned,
  isReady,
  storageProblem,
  onTry,
  onFailure,
  onSending,
}: {
  found: FoundRecipient
  relay: SiteRelay | undefined
  price: Price
  text: string
  to: string
  isSigned: boolean
  /** Whether the text is as it must be. */
  isReady: boolean
  storageProblem: Error | undefined
  onTry(): void
  onFailure(error: unknown): void
  onSending(letter: OwnLetter): void
}): ReactNode {
  const chain = useChain()
  const client = usePublicClient()
  const api = useApiClient()
  const wallet = useWallet()
  const now = useNow()
  const startSending = useStartSending()
  const [isBusy, setBusy] = useState(false)
  const { inboxId, inbox } = found
  const canPay = price.state === 'free' || price.state === 'postage'

  async function send() {
    onTry()
    if (!inboxId || !inbox || !relay || !canPay || !isReady || !wallet.address) return
    setBusy(true)
    try {
      const { canBeSealedFor } = await import('./canBeSealedFor.ts')
      if (!canBeSealedFor(inbox, now)) return
      const { newLetter } = await import('../../letters/newLetter.ts')
      const letter = await newLetter({
        ...{ chain, client, api, inboxId, relay, text, isSigned, to: to.trim() },
        wallet: wallet.address,
        price: price.state === 'postage' ? price.chosen : undefined,
      })
      startSending(ownLetterKey(letter), { mayAsk: true })
      onSending(letter)
    } catch (error) {
      onFailure(error)
    } finally {
      setBusy(false)
    }
  }

  async function switchChain() {
    setBusy(true)
    await wallet.switchChain().catch((error) => onFailure(isRefusal(error) ? undefined : error))
    setBusy(false)
  }

  if (wallet.status === 'none')
    return (
      <Row>
        <Button kind="primary" onClick={wallet.connect}>
          Connect wallet
        </Button>
      </Row>
    )
  if (wallet.status === 'connected' && !wallet.isOnChain)
    return (
      <Row>
        <Button kind="primary" busy={isBusy} onClick={() => void switchChain()}>
          {`Switch to ${chain.name}`}
        </Button>
      </Row>
    )
  const isBarred = price.state === 'undeliverable' || storageProblem !== undefined
  return (
    <Row>
      <Button
        kind="primary"
        busy={isBusy}
        disabled={isBarred || wallet.status === 'connecting'}
        onClick={() => void send()}
      >
        {isBusy ? 'Sealing…' : <Label price={price} />}
      </Button>
    </Row>
  )
}

function Label({ price }: { price: Price }): ReactNode {
  if (price.state === 'free') return 'Send for free'
  if (price.state !== 'postage') return 'Send'
  const { stake, carriage, token } = price.chosen
  return (
    <span>
      {'Pay '}
      <TokenAmount value={stake + carriage} token={token} />
      {' and send'}
    </span>
  )
}
