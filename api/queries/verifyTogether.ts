import type { VerifyItem } from '../../protocol/wire/verify.ts'
import { maxBatchItems } from '../../protocol/wire/verify.ts'
import { ApiError } from '../problem.ts'
import type { VerifyFacts } from '../verify/facts.ts'
import type { BlockRow } from './database.ts'
import { statementTimeout } from './databaseError.ts'
import type { VerifyChain } from './verifyFacts.ts'
import { readVerifyFacts } from './verifyFacts.ts'
import type { SlowLetters } from './verifySlow.ts'
import { createSlowLetters } from './verifySlow.ts'

type One = { asOf: BlockRow | null; facts: VerifyFacts | undefined }

type Waiting = {
  item: VerifyItem
  now: number
  /** When it came, by `performance.now()`. */
  since: number
  resolve: (answer: One) => void
  reject: (reason: unknown) => void
}

/** Those who wait for a statement about one chain; `mostAtOnce` are under way at once. */
type Line = { waiting: Waiting[]; running: number; mostAtOnce: number; isCalled: boolean }

/** The lines of one chain: of usual letters, of those that shared a slow statement, and of those that were slow alone. */
type Lines = { slow: SlowLetters; usual: Line; suspect: Line; guilty: Line }

/**
 * Statements of one chain under way at once. While that many are, who comes waits, and then shares one with all who do. The line
 * of those that were slow alone has one. Together that is fewer than the pool has connections.
 */
const mostAtOnce = 2

/** Milliseconds after which nobody waits on in a line of slow letters: so it stays short too. */
const patience = 4 * statementTimeout

const linesOf = new WeakMap<VerifyChain, Lines>()

/**
 * As `readVerifyFacts` for one item, together with all that are asked about the same chain in the same turn of the event
 * loop, or while two statements are under way: under load that is few statements instead of many, alone it waits for nothing.
 *
 * Anybody can make a letter that is slow to judge. A statement that runs out of time is run again in parts, on a line of
 * its own, and a letter that was in a slow one is for a minute kept from those that were not.
 *
 * @throws {ApiError} As `Database.query`; `database_unavailable` for a slow letter that too many others are before.
 */
export function readVerifyFactsTogether(
  chain: VerifyChain,
  item: VerifyItem,
  now: number,
): Promise<One> {
  return new Promise((resolve, reject) => {
    const lines = linesOf.get(chain) ?? openLines()
    linesOf.set(chain, lines)
    join(chain, lines, { item, now, since: performance.now(), resolve, reject })
  })
}

function openLines(): Lines {
  const line = (most: number) => ({ waiting: [], running: 0, mostAtOnce: most, isCalled: false })
  return {
    slow: createSlowLetters(),
    usual: line(mostAtOnce),
    suspect: line(mostAtOnce),
    guilty: line(1),
  }
}

function join(chain: VerifyChain, lines: Lines, waiting: Waiting): void {
  const line = lineOf(lines, waiting.item)
  line.waiting.push(waiting)
  callNext(chain, lines, line)
}

function lineOf(lines: Lines, item: VerifyItem): Line {
  const suspicion = lines.slow.find(item)
  if (!suspicion) return lines.usual
  return suspicion.isGuilty ? lines.guilty : lines.suspect
}

function callNext(chain: VerifyChain, lines: Lines, line: Line): void {
  if (line.isCalled || line.running >= line.mostAtOnce || line.waiting.length === 0) return
  line.isCalled = true
  setImmediate(() => {
    line.isCalled = false
    while (line.running < line.mostAtOnce && line.waiting.length > 0) {
      const group = takeGroup(lines, line)
      if (group.length === 0) continue
      line.running++
      void answer(chain, lines, group).then(() => {
        line.running--
        callNext(chain, lines, line)
      })
    }
  })
}

/** Who is next, and may share a statement. Who waited too long with slow ones is told so. */
function takeGroup(lines: Lines, line: Line): Waiting[] {
  if (line === lines.usual) return line.waiting.splice(0, maxBatchItems)
  const group: Waiting[] = []
  let most = maxBatchItems
  while (line.waiting.length > 0) {
    const [next] = line.waiting as [Waiting]
    const share = lines.slow.find(next.item)?.share ?? maxBatchItems
    if (performance.now() - next.since > patience) {
      next.reject(new ApiError('database_unavailable', { because: 'many slow letters wait' }))
    } else {
      most = Math.min(most, share)
      if (group.length >= most) break
      group.push(next)
    }
    line.waiting.shift()
  }
  return group
}

/** Never fails: whoever waits is told, now or from the line of slow ones. */
async function answer(chain: VerifyChain, lines: Lines, group: readonly Waiting[]): Promise<void> {
  const items = group.map((waiting) => waiting.item)
  const start = performance.now()
  try {
    const now = Math.max(...group.map((waiting) => waiting.now))
    const { asOf, facts } = await readVerifyFacts(chain, items, now)
    lines.slow.note(items, performance.now() - start)
    for (const [position, waiting] of group.entries()) {
      waiting.resolve({ asOf, facts: facts[position] })
    }
  } catch (error) {
    const ranOutOfTime = performance.now() - start >= statementTimeout
    if (ranOutOfTime) lines.slow.suspect(items)
    for (const waiting of group) {
      if (ranOutOfTime && group.length > 1 && performance.now() - waiting.since <= patience) {
        join(chain, lines, waiting)
      } else waiting.reject(error)
    }
  }
}
