import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useConfig, useConnection, useConnectors } from 'wagmi'
import { useChain } from '../config/useChain.ts'
import { classes } from '../ui/classes.ts'
import { Loading } from '../ui/Loading.tsx'
import { Notice } from '../ui/Notice.tsx'
import { connectWallet } from './connectWallet.ts'
import styles from './DevelopmentAccounts.module.css'
import { isDevelopmentWallet } from './developmentWallet.ts'
import { shortAddress } from './shortAddress.ts'
import { useWalletShared } from './useWalletShared.ts'

/** The accounts of the development wallet, to connect one or to go over to another. */
export function DevelopmentAccounts(): ReactNode {
  const config = useConfig()
  const { setDialog } = useWalletShared()
  const { id, name } = useChain()
  const { address: current } = useConnection()
  const wallet = useConnectors().find(isDevelopmentWallet)
  const { data: addresses } = useQuery({
    queryKey: ['wallet', 'developmentAddresses', id],
    enabled: wallet !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => (await wallet?.addresses(id)) ?? [],
  })

  async function choose(index: number) {
    if (!wallet) return
    await wallet.choose(index)
    await connectWallet(config, wallet, id)
    setDialog(undefined)
  }

  return (
    <>
      <Notice tone="warn" title="Money of a local chain">
        These accounts are in every copy of Hardhat and Anvil. On {name} they have money that is
        worth nothing; anywhere else whatever they get is gone at once. They sign whatever this page
        asks, without asking you.
      </Notice>
      {addresses ? (
        <ul className={styles.accounts} aria-label="Accounts">
          {addresses.map((address, index) => (
            <li key={address}>
              <button
                type="button"
                className={classes(styles.account, address === current && styles.current)}
                aria-pressed={address === current}
                aria-label={`Account ${index}`}
                title={address}
                onClick={() => void choose(index)}
              >
                <span>Account {index}</span>
                <code className={styles.address}>{shortAddress(address)}</code>
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <Loading label="Working the accounts out" />
      )}
    </>
  )
}
