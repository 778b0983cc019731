import type { Contracts, SignedSenderStatement } from '@pennypost/sdk'
import { getInboxOf, signSenderStatement } from '@pennypost/sdk'
import { getBlock } from 'viem/actions'
import type { WalletClient } from '../wallet/createWalletClient.ts'
import type { OwnLetter } from './OwnLetter.ts'

/** Seconds after which a statement is signed anew: it counts for a day. */
const freshFor = 20 * 3_600

/** Whether relays still take a statement. */
export function isFresh(statement: SignedSenderStatement | undefined, now: number): boolean {
  return statement !== undefined && now - statement.issuedAt < freshFor
}

/** Has the wallet sign that a letter is its own, and its inbox's if it has one, so that consent to either counts. */
export async function signLetter(
  client: WalletClient,
  chain: { id: number; contracts: Contracts },
  { inboxId, letterHash, relay }: OwnLetter,
): Promise<SignedSenderStatement> {
  const { contracts, id: chainId } = chain
  const wallet = client.account.address
  const [senderInboxId, { timestamp }] = await Promise.all([
    getInboxOf(client, { wallet, contracts }),
    getBlock(client),
  ])
  // It counts by the later of clock and chain, and a local chain may be ahead.
  const issuedAt = Math.max(Math.floor(Date.now() / 1_000), Number(timestamp))
  return await signSenderStatement({
    ...{ chainId, contracts, inboxId, letterHash, relay, issuedAt },
    ...{ senderInboxId, signer: client },
  })
}
