import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds that a server gets to end by itself. */
const GRACE_MS = 5_000

/**
 * Stops the server that runs on a data directory, if one does, and removes its `postmaster.pid`.
 *
 * After a `kill -9` that file may name a process that has nothing to do with us: only one whose
 * command line names this very directory is stopped.
 */
export async function stopPostmaster(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid')
  const pid = Number(readText(file).split('\n')[0])
  if (!pid) return
  const runs = () => commandLineOf(pid).includes(data)
  const deadline = Date.now() + GRACE_MS
  if (runs()) process.kill(pid, 'SIGINT')
  while (runs() && Date.now() < deadline) await sleep(20)
  if (runs()) process.kill(pid, 'SIGKILL')
  while (runs()) await sleep(20)
  rmSync(file, { force: true })
}

function commandLineOf(pid: number): string {
  if (process.platform === 'linux') return readText(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')
  const { stdout } = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout ?? ''
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
