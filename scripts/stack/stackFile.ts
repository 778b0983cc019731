import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataDir } from './paths.ts'
import { identityOf } from './processes/identity.ts'
import { isAlive } from './processes/records.ts'
import { StackError } from './StackError.ts'

/** What others on this machine need to know of the running stack. */
export type RunningStack = {
  pid: number
  identity: string
  apiUrl: string
  rpcUrl: string
  relayUrl: string
  webUrl: string
  deploymentsDir: string
}

const file = join(dataDir, 'stack.json')

/** The stack that runs on this data folder, whether it is ready or still starting. */
export function runningStack(): RunningStack | undefined {
  try {
    const stack = JSON.parse(readFileSync(file, 'utf8')) as RunningStack
    return isAlive(stack) ? stack : undefined
  } catch {
    return undefined
  }
}

/**
 * Says that this process runs the stack.
 *
 * @throws {StackError} When another does.
 */
export function claimStack(stack: Omit<RunningStack, 'pid' | 'identity'>): void {
  const other = runningStack()
  if (other) {
    throw new StackError(
      `A stack is running already: ${other.apiUrl}, process ${other.pid}. Use that one, stop it ` +
        `(kill ${other.pid}), or start a second one beside it: ` +
        'DATA_DIR=.data/second DEPLOYMENTS_DIR=.data/second/deployments CHAIN_PORT=9545 ' +
        'API_PORT=9787 RELAY_PORT=9788 WEB_PORT=9173 npm start',
    )
  }
  const own = { pid: process.pid, identity: identityOf(process.pid), ...stack }
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(file, `${JSON.stringify(own)}\n`)
}

/** Says that this process no longer runs the stack. */
export function releaseStack(): void {
  if (runningStack()?.pid === process.pid) rmSync(file, { force: true })
}
