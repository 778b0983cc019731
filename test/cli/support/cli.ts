import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../../scripts/stack/paths.ts'

/** What came of a command line. */
export type Ran = { code: number; stdout: string; stderr: string }

export type RunOptions = {
  cwd: string
  env?: Readonly<Record<string, string>> | undefined
  /** What comes on stdin; it is no terminal. */
  input?: string | undefined
  /** Sent to the process when this is fulfilled. */
  interrupt?: Promise<unknown> | undefined
}

/** Runs the command line as a user does, in a process of its own, with nothing of Pennypost's in the environment but what is given. */
export async function pennypost(
  args: readonly string[],
  { cwd, env = {}, input = '', interrupt }: RunOptions,
): Promise<Ran> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PENNYPOST_'))
  const child = spawn(process.execPath, [join(root, 'cli/main.ts'), ...args], {
    cwd,
    env: { ...Object.fromEntries(inherited), ...env },
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text
  })
  void interrupt?.then(() => child.kill('SIGINT'))
  child.stdin.on('error', () => {}).end(input)
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode) => resolve(exitCode ?? -1))
  })
  return { code, ...output }
}

/** The words of a command line, in which `"` holds blanks together. */
export function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '')
}
