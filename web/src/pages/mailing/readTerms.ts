import { getInboxOf, postOffice, readMany, whenServed } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import { pad } from 'viem'
import type { MailingContext, OnProgress } from './MailingContext.ts'

/** What an inbox asks of a sender, by the chain. */
export type InboxTerms = {
  /** Least stake, in the token's smallest unit; 0: it does not take the token. */
  stake: bigint
  /** Least seconds to answer. */
  window: number
  door: 'free' | 'postage' | 'closed'
  /** On the sender, its inbox or another wallet of it: relays take a no to one for a no to all. */
  consent: 'none' | 'allowed' | 'denied'
}

// As the contract numbers them.
const doors = ['free', 'postage', 'closed'] as const
const consents = ['none', 'allowed', 'denied'] as const
const denied = consents.indexOf('denied')

/** What each inbox asks of a sender in a token, now. */
export async function readTerms(
  context: MailingContext,
  inboxIds: readonly Hex[],
  { sender, token, onProgress }: { sender: Address; token: Address; onProgress: OnProgress },
): Promise<ReadonlyMap<Hex, InboxTerms>> {
  const { client, chain } = context
  const quotes = await readMany(client, {
    ...{ contract: postOffice, functionName: 'quote', contracts: chain.contracts, onProgress },
    args: inboxIds.map((inboxId) => [inboxId, token, sender] as const),
  })
  const denying = await denyingKin(context, inboxIds, sender)
  return new Map(
    inboxIds.map((inboxId, index) => {
      const [stake, window, door, consent] = quotes[index] ?? [0n, 0, 1, 0]
      const word = denying.has(inboxId) ? 'denied' : (consents[consent] ?? 'none')
      return [inboxId, { stake, window, door: doors[door] ?? 'closed', consent: word }] as const
    }),
  )
}

/** Inboxes that deny the sender's inbox or another of its wallets. */
async function denyingKin(
  context: MailingContext,
  inboxIds: readonly Hex[],
  sender: Address,
): Promise<ReadonlySet<Hex>> {
  const { client, api, chain } = context
  const own = await getInboxOf(client, { wallet: sender, contracts: chain.contracts })
  if (!own) return new Set()
  // Where the API is silent, the relay will tell: its word is only needed for the other wallets.
  const answer = await whenServed(() => api.getInbox({ inboxId: own })).catch(() => undefined)
  const wallets = answer?.inbox.wallets.map(({ wallet }) => wallet as Address) ?? []
  const subjects = [own, ...wallets.map((wallet) => pad(wallet, { size: 32 }))]
  const pairs = inboxIds.flatMap((inboxId) =>
    subjects.map((subject) => [inboxId, subject] as const),
  )
  const words = await readMany(client, {
    ...{ contract: postOffice, functionName: 'consentOf', contracts: chain.contracts },
    args: pairs,
  })
  return new Set(
    pairs.flatMap(([inboxId], index) => (words[index]?.[0] === denied ? [inboxId] : [])),
  )
}
