import type { VerifyItem } from '../../protocol/wire/verify.ts'
import { maxBatchItems } from '../../protocol/wire/verify.ts'
import type { VerifyFacts } from '../verify/facts.ts'
import type { BlockRow } from './database.ts'
import type { VerifyChain } from './verifyFacts.ts'
import { readVerifyFacts } from './verifyFacts.ts'

type One = { asOf: BlockRow | null; facts: VerifyFacts | undefined }

type Waiting = {
  item: VerifyItem
  now: number
  resolve: (answer: One) => void
  reject: (reason: unknown) => void
}

const queues = new WeakMap<VerifyChain, Waiting[]>()

/**
 * As `readVerifyFacts` for one item, together with all that are asked about the same chain in the same turn of the event
 * loop: under load that is one statement instead of many, alone it waits for nothing.
 *
 * @throws {ApiError} As `Database.query`, for all that shared the statement.
 */
export function readVerifyFactsTogether(
  chain: VerifyChain,
  item: VerifyItem,
  now: number,
): Promise<One> {
  return new Promise((resolve, reject) => {
    const waiting = { item, now, resolve, reject }
    const queue = queues.get(chain)
    if (queue) {
      queue.push(waiting)
      return
    }
    const opened = [waiting]
    queues.set(chain, opened)
    setImmediate(() => {
      queues.delete(chain)
      for (let start = 0; start < opened.length; start += maxBatchItems) {
        void flush(chain, opened.slice(start, start + maxBatchItems))
      }
    })
  })
}

async function flush(chain: VerifyChain, group: readonly Waiting[]): Promise<void> {
  try {
    const now = Math.max(...group.map((waiting) => waiting.now))
    const items = group.map((waiting) => waiting.item)
    const { asOf, facts } = await readVerifyFacts(chain, items, now)
    for (const [position, waiting] of group.entries()) {
      waiting.resolve({ asOf, facts: facts[position] })
    }
  } catch (error) {
    for (const waiting of group) waiting.reject(error)
  }
}
