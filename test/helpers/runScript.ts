import { spawn } from 'node:child_process'
import { root } from '../../scripts/stack/paths.ts'

export type Run = { code: number | null; output: string }

type Variables = Record<string, string | undefined>

/** Runs a script of the project to its end, as a person would see it. */
export function runScript(args: readonly string[], env: Variables = {}): Promise<Run> {
  return runProgram(process.execPath, args, env)
}

/** Runs any program to its end, in the root of the repository, as a person would see it. */
export function runProgram(
  file: string,
  args: readonly string[],
  env: Variables = {},
): Promise<Run> {
  const child = spawn(file, args, {
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
