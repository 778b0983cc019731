import { getBlock } from 'viem/actions'
import type { PennypostClient } from '../chain/client.ts'

const LIFETIME_SECONDS = 3_600

/** One hour after the newest block, Unix seconds: by the chain's clock, which is what contracts look at, as the device's may be wrong. */
export async function defaultDeadline(client: PennypostClient): Promise<number> {
  const { timestamp } = await getBlock(client)
  return Number(timestamp) + LIFETIME_SECONDS
}
