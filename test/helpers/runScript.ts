import { spawn } from 'node:child_process'
import { root } from '../../scripts/stack/paths.ts'

export type Run = { code: number | null; output: string }

/** Runs a script of the project to its end, as a person would see it. */
export function runScript(
  args: readonly string[],
  env: Record<string, string | undefined> = {},
): Promise<Run> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })
}
