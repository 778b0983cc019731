import type { VerifyFacts } from '../../protocol/verdict/facts.ts'
import type { VerifyItem } from '../../protocol/wire/verify.ts'
import { maxBatchItems } from '../../protocol/wire/verify.ts'
import { ApiError } from '../problem.ts'
import type { BlockRow } from './database.ts'
import { isOutOfTime, statementTimeout } from './databaseError.ts'
import type { VerifyChain } from './verifyFacts.ts'
import { readVerifyFacts } from './verifyFacts.ts'
import type { Line } from './verifyLine.ts'
import { createLine } from './verifyLine.ts'
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

/** The lines of one chain: of usual letters, of those that shared a slow statement, and of those that were slow alone. */
type Lines = {
  slow: SlowLetters
  usual: Line<Waiting>
  suspect: Line<Waiting>
  guilty: Line<Waiting>
}

/** Statements under way at once in each line. */
const mostUsual = 2
const mostSuspect = 2
const mostGuilty = 1

/** Statements under way at once, of one chain: it takes as many connections, so that none waits for one. */
export const mostStatements = mostUsual + mostSuspect + mostGuilty

/** How many wait in one line at most. At ten thousand a second that is half a second of them. */
const mostWaiting = 5_000

/** Milliseconds that a usual letter waits for its statement, and one that was slow in all: so the lines stay short too. */
const patience = statementTimeout
const patienceWithSlow = 4 * statementTimeout

const linesOf = new WeakMap<VerifyChain, Lines>()

/**
 * As `readVerifyFacts` for one item, together with all that are asked about the same chain in the same turn of the event
 * loop, or while a statement is under way: under load that is few statements instead of many, alone it waits for nothing.
 *
 * Anybody can make a letter that is slow to judge. A statement that runs out of time is run again in parts, on a line of
 * its own, and a letter that was in a slow one is for a minute kept from those that were not.
 *
 * @throws {ApiError} As `Database.query`; `database_unavailable` for one that too many others are before.
 */
export function readVerifyFactsTogether(
  chain: VerifyChain,
  item: VerifyItem,
  now: number,
): Promise<One> {
  return new Promise((resolve, reject) => {
    const lines = linesOf.get(chain) ?? openLines(chain)
    linesOf.set(chain, lines)
    join(lines, { item, now, since: performance.now(), resolve, reject })
  })
}

function openLines(chain: VerifyChain): Lines {
  const slow = createSlowLetters()
  const run = (group: readonly Waiting[]) => read(chain, lines, group)
  const take = (waiting: Waiting[], most: number) => takeSlow(slow, waiting, most)
  const lines: Lines = {
    slow,
    usual: createLine({ mostAtOnce: mostUsual, take: takeUsual, run }),
    suspect: createLine({ mostAtOnce: mostSuspect, take, run }),
    guilty: createLine({ mostAtOnce: mostGuilty, take, run }),
  }
  return lines
}

function join(lines: Lines, waiting: Waiting): void {
  const suspicion = lines.slow.find(waiting.item)
  const slow = suspicion?.isGuilty ? lines.guilty : lines.suspect
  const line = suspicion ? slow : lines.usual
  if (line.size() < mostWaiting) line.join(waiting)
  else waiting.reject(tooMany('letters'))
}

function takeUsual(waiting: Waiting[], most: number): Waiting[] {
  while (waiting[0] && hasWaited(waiting[0], patience)) {
    waiting.shift()?.reject(tooMany('letters'))
  }
  return waiting.splice(0, Math.min(most, maxBatchItems))
}

/** Those who may share a statement with the first of them. */
function takeSlow(slow: SlowLetters, waiting: Waiting[], size: number): Waiting[] {
  const group: Waiting[] = []
  let most = Math.min(size, maxBatchItems)
  for (let next = waiting[0]; next; next = waiting[0]) {
    if (hasWaited(next, patienceWithSlow)) next.reject(tooMany('slow letters'))
    else {
      most = Math.min(most, slow.find(next.item)?.share ?? maxBatchItems)
      if (group.length >= most) break
      group.push(next)
    }
    waiting.shift()
  }
  return group
}

function hasWaited({ since }: Waiting, milliseconds: number): boolean {
  return performance.now() - since > milliseconds
}

function tooMany(what: string): ApiError {
  return new ApiError('database_unavailable', { because: `many ${what} wait` })
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
    // Where nobody can read the tables, no letter is to blame.
    const isSlow = isOutOfTime(error) && !isDatabaseDown(chain)
    if (isSlow) lines.slow.suspect(items)
    return () => {
      for (const waiting of group) {
        if (isSlow && group.length > 1 && !hasWaited(waiting, patienceWithSlow)) {
          join(lines, waiting)
        } else waiting.reject(error)
      }
    }
  }
}

function isDatabaseDown({ freshness }: VerifyChain): boolean {
  return freshness.status().problem?.code === 'database_unavailable'
}
