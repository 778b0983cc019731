import type { Contracts, PennypostClient } from '@pennypost/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Address, Hex } from 'viem'
import { useChain } from '../../config/useChain.ts'
import { usePublicClient } from '../../config/usePublicClient.ts'
import { subjectsOf } from './subjectsOf.ts'

/** What is known on chain of who wrote. */
export type WriterFacts = {
  /** The inbox of an address; undefined: it has none. */
  inboxId?: Hex | undefined
  /** The inbox's word on it, or on its inbox; a no outweighs a yes. */
  consent: 'none' | 'allowed' | 'denied'
}

/** Asks the site's node about writers, all in one request, and again when the chain has news. */
export function useWriters(
  inboxId: Hex,
  subjects: readonly Hex[],
): Readonly<Record<string, WriterFacts>> {
  const { caip2, contracts } = useChain()
  const client = usePublicClient()
  const asked = [...new Set(subjects.map((subject) => subject.toLowerCase()))].sort().slice(0, 300)
  const { data } = useQuery({
    queryKey: [caip2, 'writers', inboxId, asked],
    queryFn: async () => {
      const facts = await Promise.all(
        asked.map((subject) => factsOf(client, { contracts, inboxId, subject: subject as Hex })),
      )
      return Object.fromEntries(asked.map((subject, place) => [subject, facts[place]]))
    },
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
    retry: 1,
  })
  return (data ?? {}) as Readonly<Record<string, WriterFacts>>
}

async function factsOf(
  client: PennypostClient,
  parameters: { contracts: Contracts; inboxId: Hex; subject: Hex },
): Promise<WriterFacts> {
  const { contracts, inboxId, subject } = parameters
  const { getConsent, getInboxOf } = await import('../../config/chainReads.ts')
  const isAddress = subject.length === 42
  const found = isAddress
    ? await getInboxOf(client, { contracts, wallet: subject as Address })
    : undefined
  const words = await Promise.all(
    subjectsOf(subject, found).map(
      async (one) => (await getConsent(client, { contracts, inboxId, subject: one })).consent,
    ),
  )
  const consent = words.includes('denied')
    ? 'denied'
    : words.includes('allowed')
      ? 'allowed'
      : 'none'
  return { ...(found && { inboxId: found }), consent }
}
