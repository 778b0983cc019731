import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Connector } from 'wagmi'
import { useConfig, useConnectors } from 'wagmi'
import { useChain } from '../config/useChain.ts'
import { Notice } from '../ui/Notice.tsx'
import { connectProblem } from './connectProblem.ts'
import { connectWallet } from './connectWallet.ts'
import { developmentWalletName, isDevelopmentWallet } from './developmentWallet.ts'
import { useWalletShared } from './useWalletShared.ts'
import styles from './WalletChoice.module.css'
import { WalletOption } from './WalletOption.tsx'
import { walletLabel } from './walletLabel.ts'

/** The wallets of this browser, as they call themselves, and on a local chain the development wallet. */
export function WalletChoice(): ReactNode {
  const config = useConfig()
  const { setDialog } = useWalletShared()
  const { developmentMnemonic } = useChain()
  const connectors = useConnectors()
  const found = connectors.filter((connector) => !isDevelopmentWallet(connector))
  const [asked, setAsked] = useState<string>()
  const [problem, setProblem] = useState<string>()

  async function choose(connector: Connector) {
    if (asked !== undefined) return
    setAsked(connector.uid)
    setProblem(undefined)
    try {
      await connectWallet(config, connector)
      setDialog(undefined)
    } catch (error) {
      setProblem(connectProblem(error, connector.name))
    } finally {
      setAsked(undefined)
    }
  }

  return (
    <>
      {found.length > 0 ? (
        <ul className={styles.wallets} aria-label="Wallets of this browser">
          {found.map((connector) => (
            <li key={connector.uid}>
              <WalletOption
                name={walletLabel(connector.name)}
                hint={hintOf(connector, found, asked)}
                icon={connector.icon}
                isBusy={asked === connector.uid}
                onChoose={() => void choose(connector)}
              />
            </li>
          ))}
        </ul>
      ) : (
        <NoWallet />
      )}
      {problem && (
        <Notice tone="bad" title="Not connected">
          {problem}
        </Notice>
      )}
      {developmentMnemonic !== undefined && (
        <div className={styles.development}>
          <WalletOption
            name={developmentWalletName}
            hint="Money of a local chain: twenty accounts that everybody has."
            onChoose={() => setDialog('accounts')}
          />
        </div>
      )}
    </>
  )
}

/** Says what is asked, and which of several wallets of one name it is. */
function hintOf(
  { uid, id, name }: Connector,
  all: readonly Connector[],
  asked: string | undefined,
): string | undefined {
  if (asked === uid) return 'Open it and say yes there.'
  const isAlone = all.filter((other) => walletLabel(other.name) === walletLabel(name)).length === 1
  return isAlone && walletLabel(name) !== developmentWalletName ? undefined : walletLabel(id)
}

function NoWallet(): ReactNode {
  return (
    <div className={styles.none}>
      <p>There is no wallet in this browser.</p>
      <p>
        A wallet keeps your keys, and asks you before anything is signed or sent. Install one as an
        extension of the browser – MetaMask, Rabby, Frame and many others will do – and load this
        page again. On a phone, open this page in the browser of your wallet’s app.
      </p>
    </div>
  )
}
