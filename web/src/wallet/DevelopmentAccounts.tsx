import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useConfig, useConnection, useConnectors } from 'wagmi'
import { useChain } from '../config/useChain.ts'
import { Loading } from '../ui/Loading.tsx'
import { Notice } from '../ui/Notice.tsx'
import { AccountGroupList } from './AccountGroupList.tsx'
import type { AccountGroup } from './accountGroups.ts'
import { accountGroups } from './accountGroups.ts'
import { accountsInUse } from './accountsInUse.ts'
import { connectWallet } from './connectWallet.ts'
import styles from './DevelopmentAccounts.module.css'
import { isDevelopmentWallet } from './developmentWallet.ts'
import { useWalletShared } from './useWalletShared.ts'

/** The accounts of the development wallet, to connect one or to go over to another. */
export function DevelopmentAccounts(): ReactNode {
  const config = useConfig()
  const { setDialog } = useWalletShared()
  const chain = useChain()
  const { id, name } = chain
  const { address: current } = useConnection()
  const wallet = useConnectors().find(isDevelopmentWallet)
  const { data: groups } = useQuery({
    queryKey: ['wallet', 'developmentAccounts', id],
    enabled: wallet !== undefined,
    // Asked once each time that they are shown: nothing moves while one chooses.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    networkMode: 'always',
    queryFn: async (): Promise<readonly AccountGroup[]> => {
      const addresses = (await wallet?.addresses(id)) ?? []
      return accountGroups(addresses, await accountsInUse(chain, addresses))
    },
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
      {groups ? (
        <div className={styles.groups}>
          {groups.map((group) => (
            <AccountGroupList
              key={group.title}
              {...{ group, current }}
              onChoose={(index) => void choose(index)}
            />
          ))}
        </div>
      ) : (
        <Loading label="Working the accounts out" />
      )}
    </>
  )
}
