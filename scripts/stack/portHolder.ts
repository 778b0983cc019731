import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'

/**
 * Who listens on a TCP port of this machine, as `node server.js (process 4711)`.
 *
 * @returns undefined where the system does not tell, as of another user's processes.
 */
export function holderOf(port: number): string | undefined {
  const pid = process.platform === 'linux' ? fromProc(port) : fromLsof(port)
  return pid === undefined ? undefined : `${nameOf(pid)} (process ${pid})`
}

/** Linux: the listening socket's inode, then whoever has it open. Needs no tool to be installed. */
function fromProc(port: number): number | undefined {
  const inodes = new Set(['tcp', 'tcp6'].flatMap((table) => listening(table, port)))
  if (inodes.size === 0) return undefined
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map(Number).find((pid) => opens(pid, inodes))
}

/** Inodes of the sockets in state LISTEN (0A) on the port. */
function listening(table: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return readText(`/proc/net/${table}`)
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(suffix) && fields[3] === '0A')
    .flatMap((fields) => fields[9] ?? [])
}

function opens(pid: number, inodes: Set<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1]
      return inode !== undefined && inodes.has(inode)
    })
  } catch {
    return false
  }
}

function fromLsof(port: number): number | undefined {
  const args = ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t']
  const { stdout } = spawnSync('lsof', args, { encoding: 'utf8' })
  const pid = Number((stdout ?? '').split('\n')[0])
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

/** The start of its command line, without folders. */
function nameOf(pid: number): string {
  const words =
    process.platform === 'linux'
      ? readText(`/proc/${pid}/cmdline`).split('\0')
      : spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout.split(' ')
  const name = words.slice(0, 3).map((word) => basename(word))
  return name.join(' ').replace(/\s+/g, ' ').trim().slice(0, 60) || 'a process'
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
