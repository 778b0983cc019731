import type { ApiAnswer } from '@pennypost/sdk'
import { ApiProblemError } from '@pennypost/sdk'
import { useQuery } from '@tanstack/react-query'
import type { Address, Hex } from 'viem'
import { useApi } from '../../api/useApi.ts'
import type { NodeClient } from '../../config/NodeClient.ts'
import { useChain } from '../../config/useChain.ts'
import { usePublicClient } from '../../config/usePublicClient.ts'
import type { Recipient } from '../../input/recipient.ts'
import { parseRecipient } from '../../input/recipient.ts'
import { useLinkedWallet } from './useLinkedWallet.ts'

export type FoundRecipient = {
  recipient: Recipient
  inboxId: Hex | undefined
  /**
   * A wallet of the inbox, as the site's node says: the one that was named, else one of those that the API knows.
   * null: it confirms none; undefined: not known yet.
   */
  wallet: Address | null | undefined
  inbox: ApiAnswer<'getInbox'>['inbox'] | undefined
  /** A sentence: why there is nobody. */
  wrong: string | undefined
  /** What failed, where it is not known whether there is anybody. */
  error: Error | undefined
  isPending: boolean
  /** Whether the chain has names. */
  takesNames: boolean
  retry(): void
}

/** Finds out whom a text means, by the site's node; what the inbox is like, by the API. */
export function useRecipient(text: string): FoundRecipient {
  const chain = useChain()
  const client = usePublicClient()
  // Not of every chain; the configuration says.
  const { ensUniversalResolver: resolver } = chain as { ensUniversalResolver?: Address }
  const recipient = parseRecipient(text, { takesNames: resolver !== undefined })
  const asked = askedOf(recipient)
  const found = useQuery({
    queryKey: [chain.caip2, 'inboxOf', asked],
    queryFn: () => inboxOf(client, chain, recipient, resolver),
    enabled: asked !== undefined,
    retry: 1,
  })
  const inboxId =
    recipient.kind === 'inbox' ? recipient.inboxId : (found.data?.inboxId ?? undefined)
  const inbox = useApi('getInbox', inboxId && { inboxId })
  const isUnknown = inbox.error instanceof ApiProblemError && inbox.error.code === 'inbox_not_found'
  const listed = inbox.data?.inbox.wallets.map(({ wallet }) => wallet)
  const linked = useLinkedWallet(asked === undefined ? inboxId : undefined, listed)
  const nobody = asked !== undefined ? found.data?.nobody : undefined
  const wrong =
    recipient.kind === 'wrong'
      ? recipient.sentence
      : (nobody ?? (isUnknown ? `There is no inbox with this id on ${chain.name}.` : undefined))
  return {
    ...{ recipient, inboxId, wrong, takesNames: resolver !== undefined },
    wallet: asked === undefined ? linked : found.data?.wallet,
    inbox: inboxId && !isUnknown ? inbox.data?.inbox : undefined,
    error: (asked !== undefined && found.error) || (!isUnknown && inbox.error) || undefined,
    isPending:
      (asked !== undefined && found.isPending) || (inboxId !== undefined && inbox.isPending),
    retry: () => {
      if (found.isError) void found.refetch()
      if (inbox.isError) void inbox.refetch()
    },
  }
}

function askedOf(recipient: Recipient): string | undefined {
  if (recipient.kind === 'wallet') return recipient.address
  return recipient.kind === 'name' ? recipient.name : undefined
}

type Found = {
  inboxId?: Hex | undefined
  wallet?: Address | undefined
  nobody?: string | undefined
}

async function inboxOf(
  client: NodeClient,
  { contracts, name: chainName }: ReturnType<typeof useChain>,
  recipient: Recipient,
  resolver: Address | undefined,
): Promise<Found> {
  const wallet = await walletOf(client, recipient, resolver)
  if (wallet === undefined) return { nobody: 'Nobody has this name.' }
  const { getInboxOf } = await import('../../config/chainReads.ts')
  const inboxId = await getInboxOf(client, { wallet, contracts })
  if (inboxId) return { inboxId, wallet }
  return { nobody: `This wallet has no inbox on ${chainName}, so it cannot be written to here.` }
}

async function walletOf(
  client: NodeClient,
  recipient: Recipient,
  resolver: Address | undefined,
): Promise<Address | undefined> {
  if (recipient.kind === 'wallet') return recipient.address
  if (recipient.kind !== 'name' || !resolver) return undefined
  const { normalize } = await import('viem/ens')
  const name = normalize(recipient.name)
  return (await client.getEnsAddress({ name, universalResolverAddress: resolver })) ?? undefined
}
