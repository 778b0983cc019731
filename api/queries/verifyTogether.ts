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

/** Those who wait for a statement about one chain. */
type Line = {
  waiting: Waiting[]
  /** Statements under way, and how many may be. */
  running: number
  mostAtOnce: number
  /** When the newest of them began. */
  since: number
  isCalled: boolean
}

/** The lines of one chain: of usual letters, of those that shared a slow statement, and of those that were slow alone. */
type Lines = { slow: SlowLetters; usual: Line; suspect: Line; guilty: Line }

/**
 * Statements of one line under way at once. While one is, who comes waits, and then shares the next with all who do, unless it
 * takes unusually long. The line of those that were slow alone has one. Together that is fewer than the pool has connections.
 */
const mostAtOnce = 2

/** How many share a statement in any case, where as many wait. */
const leastShare = 16

/** Milliseconds after which the next statement does not wait for the one before any longer. */
const overtakes = 15

/** Milliseconds after which nobody waits on in a line of slow letters: so it stays short too. */
const patience = 4 * statementTimeout

const linesOf = new WeakMap<VerifyChain, Lines>()

/**
 * As `readVerifyFacts` for one item, together with all that are asked about the same chain in the same turn of the event
 * loop, or while a statement is under way: under load that is few statements instead of many, alone it waits for nothing.
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
  const line = (most: number): Line => {
    return { waiting: [], running: 0, mostAtOnce: most, since: 0, isCalled: false }
  }
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

/** Calls those who wait, once all that came in this turn of the event loop are in line. */
function callNext(chain: VerifyChain, lines: Lines, line: Line): void {
  if (line.isCalled || !hasRoom(line)) return
  line.isCalled = true
  setImmediate(() => {
    line.isCalled = false
    startNext(chain, lines, line)
  })
}

function hasRoom({ running, mostAtOnce, since }: Line): boolean {
  if (running === 0) return true
  return running < mostAtOnce && performance.now() - since >= overtakes
}

/** @param answered - How many a statement that is over just now was about. */
function startNext(chain: VerifyChain, lines: Lines, line: Line, answered = 0): void {
  const group = hasRoom(line) ? takeGroup(lines, line, answered) : []
  if (group.length === 0) return
  line.running++
  line.since = performance.now()
  const overtake = setTimeout(() => startNext(chain, lines, line), overtakes + 1)
  void read(chain, lines, group).then((tell) => {
    clearTimeout(overtake)
    line.running--
    startNext(chain, lines, line, group.length)
    // Once that is sent: to answer all who waited takes this process about as long as the next statement takes the database.
    setImmediate(tell)
  })
}

/**
 * Who is next, and may share a statement: half of all who ask, so that the database reads for some while this process answers the others.
 * Who waited too long with slow ones is told so.
 */
function takeGroup(lines: Lines, line: Line, answered: number): Waiting[] {
  const half = Math.ceil((line.waiting.length + answered) / 2)
  const size = Math.min(Math.max(half, leastShare), maxBatchItems)
  if (line === lines.usual) return line.waiting.splice(0, size)
  const group: Waiting[] = []
  let most = size
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

/** Never fails. @returns What tells all who wait, now or from the line of slow ones. */
async function read(
  chain: VerifyChain,
  lines: Lines,
  group: readonly Waiting[],
): Promise<() => void> {
  const items = group.map((waiting) => waiting.item)
  const start = performance.now()
  try {
    const now = Math.max(...group.map((waiting) => waiting.now))
    const { asOf, facts } = await readVerifyFacts(chain, items, now)
    lines.slow.note(items, performance.now() - start)
    return () => {
      for (const [position, waiting] of group.entries()) {
        waiting.resolve({ asOf, facts: facts[position] })
      }
    }
  } catch (error) {
    const ranOutOfTime = performance.now() - start >= statementTimeout
    if (ranOutOfTime) lines.slow.suspect(items)
    return () => {
      for (const waiting of group) {
        if (ranOutOfTime && group.length > 1 && performance.now() - waiting.since <= patience) {
          join(chain, lines, waiting)
        } else waiting.reject(error)
      }
    }
  }
}
