/**
 * Shows that the API is silent rather than wrong, on what `npm start` runs: `npm run stall`, `npm run stall -- --seconds 20`, or
 * `npm run stall -- --node`.
 *
 * Suspends the indexer, while the chain goes on, or the node; prints every change of the answer, and lets it go on. Ends with 0 if the API
 * said 503 `index_stale` meanwhile and answered again afterwards.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs, styleText } from 'node:util'
import { inboxIds } from './seed/inboxes.ts'
import { letterHash } from './seed/letters.ts'
import { people } from './seed/people.ts'
import { followVerdict } from './stack/followVerdict.ts'
import { runDir } from './stack/paths.ts'
import { recordedChild } from './stack/processes/records.ts'
import { startProgress } from './stack/progress.ts'
import { request } from './stack/rpc.ts'
import { StackError } from './stack/StackError.ts'
import { runningStack } from './stack/stackFile.ts'

const chainId = 31337

/** Blocks that the chain goes on by while its indexer is away: more than the index may lack. */
const BLOCKS = 5

/** Milliseconds that the API gets to answer again. */
const WITHIN_MS = 60_000

async function stall(): Promise<void> {
  const { seconds, isNode } = readOptions()
  const stack = runningStack()
  if (!stack) throw new StackError('Pennypost is not running. Run npm start in another terminal.')
  const { apiUrl, rpcUrl } = stack
  const name = isNode ? `The local chain ${chainId}` : `The indexer of chain ${chainId}`
  const { pid } = recordedChild(runDir, stack.pid, name)
  const progress = startProgress()
  const question = {
    chain: `eip155:${chainId}`,
    inboxId: inboxIds.bruno,
    sender: people.heidi.account.address,
    letterHash: letterHash('A letter that nobody has paid for'),
    relay: people.swift.account.address,
  }
  const verdict = followVerdict(apiUrl, question, ({ status, word, block, detail }) => {
    const rest = block === undefined ? `: ${detail}` : `, as of block ${block}`
    progress(`verify  ${status} ${styleText('bold', word)}${rest}`)
  })
  try {
    await verdict.until('postage_required', WITHIN_MS)
    process.kill(pid, 'SIGSTOP')
    progress(`${name} is suspended for ${seconds} s`)
    try {
      if (!isNode) await mine(rpcUrl)
      await sleep(seconds * 1_000)
    } finally {
      resume(pid)
    }
    progress(`${name} goes on`)
    const wasSilent = verdict.said.some(
      ({ status, word }) => status === 503 && word === 'index_stale',
    )
    if (!wasSilent) throw new StackError('The API went on answering all the while.')
    await request(rpcUrl, 'evm_mine')
    await verdict.until('postage_required', WITHIN_MS)
    const words = new Set(verdict.said.map(({ word }) => word))
    words.delete('postage_required')
    console.log(`\nThe API said ${[...words].join(', ')} meanwhile, and answers again.`)
  } finally {
    await verdict.stop()
  }
}

async function mine(rpcUrl: string): Promise<void> {
  for (let count = 0; count < BLOCKS; count++) await request(rpcUrl, 'evm_mine')
}

/** Lets a process go on that its supervisor may have replaced meanwhile. */
function resume(pid: number): void {
  try {
    process.kill(pid, 'SIGCONT')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function readOptions(): { seconds: number; isNode: boolean } {
  const { values } = parseArgs({
    options: { seconds: { type: 'string', default: '10' }, node: { type: 'boolean' } },
  })
  const seconds = Number(values.seconds)
  // The API believes its node for 5 s, and gives an index 2 s.
  if (seconds >= 8 && seconds <= 600) return { seconds, isNode: values.node === true }
  throw new StackError('--seconds has to be a number from 8 to 600.')
}

try {
  await stall()
  process.exit(0)
} catch (error) {
  console.error(`\n${(error as Error).message}`)
  process.exit(1)
}
