import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { Button } from '../ui/Button.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Loading } from '../ui/Loading.tsx'
import { useWallet } from './useWallet.ts'

/** Shows what is about the connected account, and without one a way to connect it. */
export function WithWallet({
  reason,
  children,
}: {
  /** Goes on from `Connect a wallet`: `to see what is waiting for you`. */
  reason: string
  children: (address: Address) => ReactNode
}): ReactNode {
  const { status, address, connect } = useWallet()
  if (status === 'connected' && address) return children(address)
  if (status === 'connecting') return <Loading label="Looking for your wallet" />
  return (
    <Empty
      title={`Connect a wallet ${reason}`}
      action={
        <Button kind="primary" onClick={connect}>
          Connect wallet
        </Button>
      }
    >
      Your wallet is who you are here. Connecting shows this page your address, and lets it ask you
      before anything is signed or sent.
    </Empty>
  )
}
