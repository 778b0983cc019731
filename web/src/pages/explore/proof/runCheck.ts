import type { CheckingNode } from './CheckingNode.ts'
import type { CheckStampParameters } from './checkStamp.ts'
import { checkStamp } from './checkStamp.ts'
import type { StampCheck } from './StampCheck.ts'

export type RunCheckParameters = Omit<CheckStampParameters, 'node'> & {
  /** The first one that can say decides. */
  nodes: readonly CheckingNode[]
  /** What the page shows, asked for anew. */
  refetch: () => Promise<CheckStampParameters['told'] | undefined>
  signal: AbortSignal
}

/** How a check came out, and by whose node. */
export type CheckRun = StampCheck & {
  nodeName: string
  /** Why a node that comes before it could not say. */
  instead?: string | undefined
}

/** Times that the same is looked at, where it may be another the next time. */
const attempts = 3

const pauseMs = 400

/**
 * Checks a stamp by the first node that can say. Between the API's answer and the node's, a reorg may take the block back, and
 * the stamp may change: then it is looked at again.
 */
export async function runCheck(parameters: RunCheckParameters): Promise<CheckRun> {
  const { nodes, signal } = parameters
  let instead: string | undefined
  for (const [i, node] of nodes.entries()) {
    const check = await checkBy(node, parameters)
    const isLast = i === nodes.length - 1 || signal.aborted
    if (check.outcome !== 'unknown' || isLast) return { ...check, nodeName: node.name, instead }
    instead = check.sentence
  }
  throw new Error('There is no node to hold the proof against.')
}

async function checkBy(node: CheckingNode, parameters: RunCheckParameters): Promise<StampCheck> {
  let { told } = parameters
  for (let attempt = 1; ; attempt++) {
    const check = await checkStamp({ ...parameters, told, node })
    const isStale = check.outcome === 'stale'
    const mayPass = isStale || (check.step === 'chain' && check.outcome !== 'proven')
    if (!mayPass || attempt === attempts || parameters.signal.aborted) return check
    if (isStale) told = (await parameters.refetch()) ?? told
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}
