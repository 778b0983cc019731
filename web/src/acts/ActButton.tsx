import type { ReactNode } from 'react'
import { useState } from 'react'
import { useChain } from '../config/useChain.ts'
import type { ButtonKind } from '../ui/Button.tsx'
import { Button } from '../ui/Button.tsx'
import { useWallet } from '../wallet/useWallet.ts'
import type { Act, ActState } from './Act.ts'

const words: Partial<Record<ActState, string>> = {
  checking: 'Checking…',
  asking: 'Confirm in your wallet…',
  mining: 'Being mined…',
  indexing: 'Almost there…',
}

/** Starts an act: says what is under way while it runs, and first has a wallet connected and on the page's chain. */
export function ActButton({
  act,
  kind = 'primary',
  size,
  disabled,
  children,
}: {
  act: Act
  kind?: ButtonKind | undefined
  size?: 'small' | 'normal' | undefined
  /** What it needs is not there yet. A wallet can be connected all the same. */
  disabled?: boolean | undefined
  children: ReactNode
}): ReactNode {
  const wallet = useWallet()
  const chain = useChain()
  const [isSwitching, setSwitching] = useState(false)

  async function switchChain() {
    if (isSwitching) return
    setSwitching(true)
    act.reset()
    await wallet.switchChain().catch(act.fail)
    setSwitching(false)
  }

  if (act.isBusy)
    return (
      <Button kind={kind} size={size} busy>
        {words[act.state]}
      </Button>
    )
  if (wallet.status === 'none')
    return (
      <Button kind={kind} size={size} onClick={wallet.connect}>
        Connect wallet
      </Button>
    )
  if (wallet.status === 'connected' && !wallet.isOnChain)
    return (
      <Button kind={kind} size={size} busy={isSwitching} onClick={() => void switchChain()}>
        {isSwitching ? 'Confirm in your wallet…' : `Switch to ${chain.name}`}
      </Button>
    )
  return (
    <Button
      kind={kind}
      size={size}
      disabled={disabled || wallet.status === 'connecting'}
      onClick={act.start}
    >
      {children}
    </Button>
  )
}
