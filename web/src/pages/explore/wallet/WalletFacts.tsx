import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { isAddressEqual } from 'viem'
import { useApi } from '../../../api/useApi.ts'
import { useChain } from '../../../config/useChain.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { Loading } from '../../../ui/Loading.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { Stack } from '../../../ui/Stack.tsx'
import { TextLink } from '../../../ui/TextLink.tsx'
import { ThingLink } from '../parts/ThingLink.tsx'
import { TokenAmount } from '../parts/TokenAmount.tsx'
import { useIsRelay } from './useIsRelay.ts'

/** What an address is to Pennypost. */
export function WalletFacts({ address }: { address: Address }): ReactNode {
  const { contracts } = useChain()
  const inboxes = useApi('findInboxes', { wallet: address, limit: 1 })
  const account = useApi('getAccount', { address, limit: 100 })
  const isRelay = useIsRelay(address)
  const contract = Object.entries(contracts).find(([, one]) => isAddressEqual(one, address))
  if (contract) {
    return (
      <Notice tone="info" title={`This is Pennypost’s ${contract[0]}`}>
        A contract of the protocol, not anybody’s wallet.
      </Notice>
    )
  }
  const error = inboxes.error ?? account.error
  if (!inboxes.data || !account.data) {
    if (error) {
      const retry = () => void Promise.all([inboxes.refetch(), account.refetch()])
      return <ErrorNotice error={error} title="The API gives no answer just now" onRetry={retry} />
    }
    return (
      <Stack>
        <Loading label="Looking the address up …" />
        <Skeleton lines={4} />
      </Stack>
    )
  }
  const [inbox] = inboxes.data.inboxes
  const { balances, operators, allowances } = account.data
  return (
    <Facts
      items={[
        {
          label: 'Inbox',
          value: inbox ? <ThingLink kind="inbox" id={inbox.inboxId} /> : 'It is the wallet of none',
          hint: inbox && <TextLink href={`/write?to=${address}`}>Write to it</TextLink>,
        },
        {
          label: 'Balance in the PostOffice',
          value:
            balances.length === 0 ? (
              'Nothing'
            ) : (
              <Stack gap="small">
                {balances.map(({ token, amount }) => (
                  <TokenAmount key={token} value={amount} token={token} />
                ))}
              </Stack>
            ),
        },
        ...(isRelay
          ? [
              {
                label: 'Relay',
                value: <ThingLink kind="relay" id={address} />,
                hint: 'It is one, too',
              },
            ]
          : []),
        ...(operators.length > 0
          ? [
              {
                label: 'Operators',
                value: operators.map(({ operator }) => (
                  <ThingLink key={operator} kind="wallet" id={operator} />
                )),
                hint: 'May move all of its balances',
              },
            ]
          : []),
        ...(allowances.length > 0
          ? [
              {
                label: 'Allowances',
                value: allowances.map(({ spender, token, amount }) => (
                  <div key={`${spender} ${token}`}>
                    <TokenAmount value={amount} token={token} /> to{' '}
                    <ThingLink kind="wallet" id={spender} />
                  </div>
                )),
              },
            ]
          : []),
      ]}
    />
  )
}
