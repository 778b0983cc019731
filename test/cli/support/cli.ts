import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { run } from '../../../cli/run.ts'
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
  /** Told of what comes on stderr, as it comes. */
  onStderr?: ((text: string) => void) | undefined
}

/**
 * Runs a command line with nothing of Pennypost's in the environment but what is given: in this process, which spares the start of
 * one, or in one of its own.
 */
export async function pennypost(args: readonly string[], options: RunOptions): Promise<Ran> {
  const { input, interrupt, onStderr } = options
  // Completions are printed by a library, to this process's console.
  const isWatched = interrupt !== undefined || onStderr !== undefined
  const isOwn = input !== undefined || isWatched || args[0]?.startsWith('complet')
  return isOwn ? await runProcess(args, options) : await runHere(args, options)
}

/** Runs the command line as a user does. */
export async function runProcess(
  args: readonly string[],
  { cwd, env = {}, input = '', interrupt, onStderr }: RunOptions,
): Promise<Ran> {
  const child = spawn(process.execPath, [join(root, 'cli/main.ts'), ...args], {
    cwd,
    env: environment(env),
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text
    onStderr?.(text)
  })
  void interrupt?.then(() => child.kill('SIGINT'))
  child.stdin.on('error', () => {}).end(input)
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode) => resolve(exitCode ?? -1))
  })
  return { code, ...output }
}

/** Folder, environment and output belong to the process, so one command line runs at a time. */
let last: Promise<unknown> = Promise.resolve()

function runHere(args: readonly string[], options: RunOptions): Promise<Ran> {
  const turn = last.then(() => runInTurn(args, options))
  last = turn.catch(() => {})
  return turn
}

async function runInTurn(args: readonly string[], { cwd, env = {} }: RunOptions): Promise<Ran> {
  const before = { cwd: process.cwd(), env: process.env }
  const output = { stdout: '', stderr: '' }
  const restore = (['stdout', 'stderr'] as const).map((name) => {
    const write = process[name].write
    process[name].write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
      output[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')
      const done = rest.find((one) => typeof one === 'function')
      if (done) process.nextTick(done)
      return true
    }
    return () => {
      process[name].write = write
    }
  })
  process.env = environment(env)
  process.chdir(cwd)
  try {
    return { code: await run(args), ...output }
  } finally {
    process.chdir(before.cwd)
    process.env = before.env
    for (const undo of restore) undo()
  }
}

function environment(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PENNYPOST_'))
  return { ...Object.fromEntries(inherited), ...env }
}

/** The words of a command line, in which `"` holds blanks together. */
export function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '')
}
