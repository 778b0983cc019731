import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import path from 'node:path'

import { root as repository } from '../stack/paths.ts'

const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill()
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

export type Run = {
  /** `undefined` when it did not end in time. */
  code: number | undefined
  output: string
}

/** Longer than every test takes on a slow machine. */
const MAX_MINUTES = 20

/** Runs Hardhat in a project to its end. A run that is cut short with this process ends with it. */
export function runHardhat(
  project: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Run> {
  const hardhat = path.join(repository, 'node_modules/hardhat/dist/src/cli.js')
  const child = spawn(process.execPath, [hardhat, ...args], {
    cwd: project,
    env: { ...process.env, HARDHAT_DISABLE_TELEMETRY: 'true', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), MAX_MINUTES * 60_000)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode, signal) => {
      clearTimeout(timer)
      running.delete(child)
      resolve({ code: signal === 'SIGKILL' ? undefined : (exitCode ?? 1), output })
    })
  })
}
