import { getInboxOf } from '@pennypost/sdk'
import type { Address } from 'viem'
import { getBlock } from 'viem/actions'
import type { Context } from '../context.ts'
import type { Circumstances } from './whyNot.ts'

/** What the chain says of an account that is about to act now. */
export async function circumstancesOf(context: Context, account: Address): Promise<Circumstances> {
  const { client, contracts } = await context.chain()
  const [inboxId, { timestamp }] = await Promise.all([
    getInboxOf(client, { wallet: account, contracts }),
    getBlock(client),
  ])
  const blockTime = Number(timestamp)
  // A chain on which nothing happens has no new blocks; the next one comes by the clock.
  const now = Math.max(blockTime, Math.floor(Date.now() / 1_000))
  return { account, inboxId, blockTime, now }
}
