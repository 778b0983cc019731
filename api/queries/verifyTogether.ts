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

/** Those who wait for a statement about one chain. */
type Line = { waiting: Waiting[]; running: number; isCalled: boolean }

/** Statements of one chain under way at once. While that many are, who comes waits, and then shares one with all who do. */
const mostAtOnce = 2

const lines = new WeakMap<VerifyChain, Line>()

/**
 * As `readVerifyFacts` for one item, together with all that are asked about the same chain in the same turn of the event
 * loop, or while two statements are under way: under load that is few statements instead of many, alone it waits for nothing.
 *
 * @throws {ApiError} As `Database.query`, for all that shared the statement.
 */
export function readVerifyFactsTogether(
  chain: VerifyChain,
  item: VerifyItem,
  now: number,
): Promise<One> {
  return new Promise((resolve, reject) => {
    const line = lines.get(chain) ?? { waiting: [], running: 0, isCalled: false }
    lines.set(chain, line)
    line.waiting.push({ item, now, resolve, reject })
    callNext(chain, line)
  })
}

function callNext(chain: VerifyChain, line: Line): void {
  if (line.isCalled || line.running >= mostAtOnce || line.waiting.length === 0) return
  line.isCalled = true
  setImmediate(() => {
    line.isCalled = false
    while (line.running < mostAtOnce && line.waiting.length > 0) {
      line.running++
      void answer(chain, line.waiting.splice(0, maxBatchItems)).then(() => {
        line.running--
        callNext(chain, line)
      })
    }
  })
}

/** Never fails: whoever waits is told. */
async function answer(chain: VerifyChain, group: readonly Waiting[]): Promise<void> {
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
