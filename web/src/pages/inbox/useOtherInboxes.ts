import type { UseQueryResult } from '@tanstack/react-query'
import { useQuery } from '@tanstack/react-query'
import type { Address, Hex } from 'viem'
import { useChain } from '../../config/useChain.ts'
import { usePublicClient } from '../../config/usePublicClient.ts'

/**
 * Inboxes that an account was ever named in, as recovery, guardian, or to take over: by the node's logs, as the API knows inboxes by their
 * wallets only. What it is to each of them now is for the inbox to say.
 *
 * @param upTo - Block that the API has: of inboxes that are newer it knows nothing. Undefined: nothing is asked.
 */
export function useOtherInboxes(
  account: Address,
  upTo: bigint | undefined,
): UseQueryResult<readonly Hex[]> {
  const { caip2, contracts } = useChain()
  const client = usePublicClient()
  return useQuery({
    queryKey: [caip2, 'otherInboxes', account],
    async queryFn() {
      const { abis } = await import('../../config/chainReads.ts')
      const [address, abi] = [contracts.InboxRegistry, abis.InboxRegistry] as const
      const place = { address, abi, fromBlock: 'earliest', toBlock: upTo, strict: true } as const
      const [registered, transferred, started, guarded] = await Promise.all([
        client.getContractEvents({
          ...place,
          eventName: 'InboxRegistered',
          args: { recovery: account },
        }),
        client.getContractEvents({
          ...place,
          eventName: 'RecoveryTransferred',
          args: { to: account },
        }),
        client.getContractEvents({
          ...place,
          eventName: 'RecoveryTransferStarted',
          args: { to: account },
        }),
        client.getContractEvents({
          ...place,
          eventName: 'GuardianSet',
          args: { guardian: account },
        }),
      ])
      const events = [...registered, ...transferred, ...started, ...guarded]
      return [...new Set(events.map(({ args }) => args.inboxId))]
    },
    enabled: upTo !== undefined,
    retry: false,
    // Looking through all logs is much to ask of a node: once a visit.
    meta: { live: false },
    staleTime: 300_000,
  })
}
