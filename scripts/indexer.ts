/**
 * The indexer of one chain, kept running: `npm run indexer`, with `CHAIN_ID`, `DATABASE_URL`, `RPC_URL_<id>` and what else
 * `.env.example` has for it. For production; `npm start` brings its own.
 *
 * Logs JSON lines, its own and Ponder's; what keeps it from beginning at all, it says on stderr. SIGINT or SIGTERM ends it with
 * code 0, after Ponder has given its lock back. It ends with code 1 where a new start would not help.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { readDeployment } from '../index.ts'
import type { IndexerEnv } from '../indexer/env.ts'
import { readEnv } from '../indexer/env.ts'
import type { SupervisedIndexer } from './stack/superviseIndexer.ts'
import { superviseIndexer } from './stack/superviseIndexer.ts'

/** Milliseconds that Ponder gets to end: it may be amid a block. */
const GRACE_MS = 20_000

/** Milliseconds between two tries to reach the database at the start. */
const RETRY_MS = 2_000

const env = readEnv()
requireDeployment(env)
const log = pino(
  { base: { chain: String(env.chainId) } },
  pino.destination({ dest: 1, sync: true }),
)
let indexer: SupervisedIndexer | undefined
let isEnding = false

/** Ends the process with a sentence where there is nothing to index. */
function requireDeployment({ chainId, deploymentsDir }: IndexerEnv): void {
  try {
    readDeployment(chainId, deploymentsDir)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exit(1)
  }
}

async function end(signal: string): Promise<never> {
  if (isEnding) return new Promise(() => {})
  isEnding = true
  log.info({ signal }, 'Ending')
  await indexer?.stop()
  process.exit(0)
}

async function run(): Promise<string> {
  const parameters = {
    chainId: env.chainId,
    rpcUrl: env.rpcUrls.join(','),
    wsUrl: env.wsUrl,
    databaseUrl: env.databaseUrl,
    deploymentsDir: env.deploymentsDir,
    stallSeconds: env.stallSeconds,
    logDir: null,
    grace: GRACE_MS,
    started: (pid: number) => log.info({ ponder: pid }, 'Ponder starts'),
  }
  for (;;) {
    try {
      indexer = await superviseIndexer(parameters, (text) => log.warn(text))
      if (isEnding) await indexer.stop()
      return await indexer.death()
    } catch (error) {
      if (!isConnectionError(error)) throw error
      log.warn({ code: (error as { code: string }).code }, 'Waiting for the database')
      await sleep(RETRY_MS)
    }
  }
}

/** Of a server that is not there, not there yet, or full. */
function isConnectionError(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return (
    typeof code === 'string' && /^(CONNECT|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|57P|53)/.test(code)
  )
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)

try {
  const how = await run()
  log.fatal({ how }, 'The indexer has ended')
} catch (error) {
  if (!isEnding) log.fatal((error as Error).message)
}
if (!isEnding) process.exit(1)
