import type { ReactNode } from 'react'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { WagmiContext } from 'wagmi'
import { useSite } from '../config/useSite.ts'
import type { WalletShared } from './WalletContext.ts'
import { WalletContext } from './WalletContext.ts'
import { walletConfigOf } from './walletConfigOf.ts'

/** Fetched when it is first opened. */
const ConnectDialog = lazy(() =>
  import('./ConnectDialog.tsx').then((part) => ({ default: part.ConnectDialog })),
)

/** Milliseconds after which a wallet that says nothing is not waited for: it may be locked, or gone. */
const patience = 3_000

/** Makes wallets known to all inside, and has the dialog that connects one. Inside of a `SiteProvider`. */
export function WalletProvider({ children }: { children: ReactNode }): ReactNode {
  // Not wagmi's own provider: that connects anew whenever it renders.
  const config = walletConfigOf(useSite())
  const [dialog, setDialog] = useState<WalletShared['dialog']>()
  const [wasOpened, setOpened] = useState(false)
  if (dialog !== undefined && !wasOpened) setOpened(true)
  const [isPatient, setPatient] = useState(true)
  const shared = useMemo(() => ({ dialog, setDialog, isPatient }), [dialog, isPatient])

  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), patience)
    return () => clearTimeout(timer)
  }, [])

  return (
    <WagmiContext value={config}>
      <WalletContext value={shared}>
        {children}
        {wasOpened && (
          <Suspense>
            <ConnectDialog />
          </Suspense>
        )}
      </WalletContext>
    </WagmiContext>
  )
}
