import { isRefusal } from '../wallet/isRefusal.ts'
import { runAct } from './runAct.ts'
import type { Surroundings } from './Surroundings.ts'
import { tellProblem } from './tellProblem.ts'
import type { Trail } from './trail.ts'
import { untilOnPage } from './untilOnPage.ts'
import type { ActOptions } from './useAct.ts'

/** Runs an act to its end, whatever that is, and has the page show what is true then. Never throws. */
export async function performAct<result>(
  around: Surroundings,
  { run, done, onDone }: ActOptions<result>,
): Promise<void> {
  const { queries, api, report, toast } = around
  const trail: Trail = {}
  report({ is: 'start' })
  try {
    const result = await runAct({ ...around, run, trail })
    report({ is: 'state', state: 'indexing' })
    const isThere = await untilOnPage(queries, api, trail.blockNumber)
    report({ is: 'done' })
    if (isThere) toast.say(typeof done === 'string' ? done : done(result))
    else toast.warn('Done on chain; the page will show it when the API answers.')
    onDone?.(result)
  } catch (error) {
    tellProblem(around, error, trail)
    // A part of it may be done, and the page has to know.
    if (trail.blockNumber === undefined) return
    if (isRefusal(error)) toast.say('Stopped there. What you had confirmed before is done.')
    await untilOnPage(queries, api, trail.blockNumber)
  }
}
