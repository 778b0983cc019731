import type { ApiSchemas } from '@pennypost/sdk'
import { useQuery } from '@tanstack/react-query'
import type { Hex } from 'viem'
import { useChain } from '../../config/useChain.ts'
import { usePublicClient } from '../../config/usePublicClient.ts'
import { useEntries } from '../../storage/useEntries.ts'
import { consentPrefix, consentSubjects } from './consentSubjects.ts'

/** Senders that an inbox ever gave a word on, as far as that can be known. */
export type ConsentSubjects = {
  /** As 32 bytes, the newest first. */
  subjects: readonly Hex[]
  /** Whether the node told of all there are; else only those that were set in this browser are known. */
  isWhole: boolean
  isPending: boolean
}

/**
 * Senders that an inbox ever gave a word on: from the node's logs, as the API lists none, and from what was set in this browser. What the
 * word is now is for the API to say.
 */
export function useConsentSubjects(inbox: ApiSchemas['Inbox']): ConsentSubjects {
  const { caip2, contracts } = useChain()
  const client = usePublicClient()
  const { inboxId, registeredBlock } = inbox
  const logs = useQuery({
    queryKey: [caip2, 'consentSubjects', inboxId],
    async queryFn() {
      const { abis } = await import('../../config/chainReads.ts')
      return client.getContractEvents({
        address: contracts.PostOffice,
        abi: abis.PostOffice,
        eventName: 'ConsentSet',
        args: { inboxId },
        fromBlock: BigInt(registeredBlock),
        strict: true,
      })
    },
    select: (events) => events.map(({ args }) => args.subject).reverse(),
    retry: 1,
    // What is set here is known without asking the node again.
    meta: { live: false },
    staleTime: 60_000,
  })
  const { entries } = useEntries(consentSubjects, consentPrefix(caip2, inboxId))
  const here = entries?.map(([, { subject }]) => subject) ?? []
  return {
    subjects: [...new Set([...(logs.data ?? []), ...here])],
    isWhole: logs.data !== undefined,
    isPending: logs.isPending,
  }
}
