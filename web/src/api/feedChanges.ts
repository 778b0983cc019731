import type { Caip2 } from '../config/caip2.ts'
import { feedStore } from './feedStore.ts'

/** The connection of a chain's feed is there, and the API answers for the chain. */
export function feedIsLive(chain: Caip2): void {
  if (feedStore.get(chain).state === 'live') return
  feedStore.set(chain, { state: 'live', code: undefined, because: undefined })
}

/** No news can come: the connection is gone, or the API does not answer for the chain. */
export function feedIsBroken(
  chain: Caip2,
  why: { code?: string | undefined; because?: string | undefined } = {},
): void {
  const { code, because } = why
  feedStore.set(chain, { state: 'broken', code, because })
}

/** Notes the block that an answer of the API is about, if it is newer than those before. */
export function noteBlock(chain: Caip2, answer: unknown): void {
  const { asOf } = (answer ?? {}) as { asOf?: AsOf | undefined }
  if (!asOf || asOf.chain !== chain) return
  const blockNumber = BigInt(asOf.blockNumber)
  const known = feedStore.get(chain).blockNumber
  if (known !== undefined && blockNumber <= known) return
  feedStore.set(chain, { blockNumber, blockTimestamp: asOf.blockTimestamp })
}

/** A reorg took blocks back: what is newest has to be seen anew. */
export function forgetBlock(chain: Caip2): void {
  feedStore.set(chain, { blockNumber: undefined })
}

type AsOf = { chain: string; blockNumber: string; blockTimestamp: number }
