import { spawn } from 'node:child_process'
import { closeSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs'
import { dirname } from 'node:path'
import { root } from '../paths.ts'
import { poll } from '../poll.ts'
import { StackError } from '../StackError.ts'
import { forgetChild, GRACE_MS, recordChild, signalGroup } from './records.ts'
import type { Service } from './services.ts'
import { supervisedFolder } from './supervisor.ts'

type ChildParameters = {
  /** As it should appear in messages: `The indexer`. */
  name: string
  file: string
  args: readonly string[]
  /** Added to this process's environment; undefined takes a variable away. */
  env?: Record<string, string | undefined> | undefined
  /** File that its output is written to, anew; undefined: it goes to where that of this process goes. */
  log?: string | undefined
  /** What asks it to end by itself. */
  signal: NodeJS.Signals
  /** Milliseconds that it then gets; a few seconds unless told. */
  grace?: number | undefined
  cwd?: string | undefined
  uid?: number | undefined
  gid?: number | undefined
}

export type Exit = { code: number | null; signal: NodeJS.Signals | null }

/** A process that leads its own group and ends, at the latest, with this one. */
export type Child = Service & {
  name: string
  pid: number
  /** File with its output; empty if that goes to where this process's goes. */
  log: string
  exited: Promise<Exit>
}

/**
 * Starts a process in a group of its own, so that a Ctrl-C in the terminal does not reach it before
 * its supervisor decides the order in which things stop.
 *
 * @throws {StackError} When the file cannot be executed.
 */
export async function startChild(parameters: ChildParameters): Promise<Child> {
  const { name, file, args, log = '', signal, grace = GRACE_MS, cwd = root, uid, gid } = parameters
  const folder = supervisedFolder()
  const output = log ? openLog(log) : undefined
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, ...parameters.env },
    detached: true,
    stdio: output === undefined ? ['ignore', 'inherit', 'inherit'] : ['ignore', output, output],
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  })
  if (output !== undefined) closeSync(output)
  if (child.pid === undefined) {
    const cause = await new Promise<Error>((resolve) => child.once('error', resolve))
    throw new StackError(`${name} could not be started: ${cause.message}`, { cause })
  }
  const pid = child.pid
  recordChild(folder, name, pid, signal)
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      forgetChild(folder, pid)
      resolve({ code, signal })
    })
  })
  const isRunning = () => child.exitCode === null && child.signalCode === null
  const kill = async () => {
    if (isRunning()) signalGroup(pid, 'SIGKILL')
    await exited
  }
  const stop = async () => {
    if (!isRunning()) return
    signalGroup(pid, signal)
    const timer = setTimeout(() => isRunning() && signalGroup(pid, 'SIGKILL'), grace)
    await exited
    clearTimeout(timer)
  }
  const death = async () => obituary({ name, log }, await exited)
  return { name, pid, log, exited, stop, kill, death }
}

/**
 * Waits until a child is ready, but not beyond its death; kills one that does not get ready.
 *
 * @param probe - Gives something once it is ready; throws or gives false while it is not.
 * @param within - Milliseconds it gets.
 * @throws {StackError} When it ends first, with the end of its log, or when it takes too long.
 */
export async function untilReady<T>(
  child: Child,
  probe: () => Promise<T | undefined | false>,
  within: number,
): Promise<T> {
  let ended: Exit | undefined
  void child.exited.then((exit) => {
    ended = exit
  })
  const attempt = async () => {
    const value = ended ?? (await probe())
    return ended ? { ended } : value !== undefined && value !== false && { value: value as T }
  }
  try {
    const result = await poll(attempt, {
      for: `${child.name}${child.log ? ` (log: ${child.log})` : ''}`,
      within,
    })
    if ('ended' in result) throw new StackError(obituary(child, result.ended))
    return result.value
  } catch (error) {
    await child.kill()
    throw error
  }
}

/** How a process ended and what it last said, for a person to read. */
function obituary(child: Pick<Child, 'name' | 'log'>, { code, signal }: Exit): string {
  const how = signal ? `was ended by ${signal}` : `ended with code ${code}`
  const end = child.log ? ` Its log, ${child.log}, ends:\n${tail(child.log)}` : ''
  return `${child.name} ${how}.${end}`
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true })
  return openSync(file, 'w')
}

/** The last lines of a log, which may have grown to any size. */
function tail(file: string): string {
  const log = openSync(file, 'r')
  try {
    const { size } = fstatSync(log)
    const end = Buffer.alloc(Math.min(size, 1 << 16))
    readSync(log, end, 0, end.length, size - end.length)
    return end.toString('utf8').trimEnd().split('\n').slice(-20).join('\n')
  } finally {
    closeSync(log)
  }
}
