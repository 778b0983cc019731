import { getBlock } from 'viem/actions'
import type { MailingContext } from './MailingContext.ts'

/** Now in Unix seconds, by the chain's clock where that is ahead. */
export async function chainNow({ client }: Pick<MailingContext, 'client'>): Promise<number> {
  const { timestamp } = await getBlock(client)
  return Math.max(Number(timestamp), Math.floor(Date.now() / 1_000))
}
