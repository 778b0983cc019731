import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** What a process, with its children, has used. */
export type Usage = {
  /** Seconds of processor time since it began. */
  cpuSeconds: number
  /** Resident memory in MiB, shared pages divided among those who share them. */
  memoryMiB: number
}

/**
 * Processor time and memory of a process and all its descendants. Linux only; elsewhere both are `NaN`.
 *
 * Children that have ended are not counted.
 */
export function usageOf(pid: number): Usage {
  if (process.platform !== 'linux') return { cpuSeconds: Number.NaN, memoryMiB: Number.NaN }
  const parents = new Map<number, { parent: number; ticks: number }>()
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name)) readStat(Number(name), parents)
  }
  const usage = { cpuSeconds: 0, memoryMiB: 0 }
  for (const [one, { ticks }] of parents) {
    if (!descends(one, pid, parents)) continue
    usage.cpuSeconds += ticks / ticksPerSecond()
    usage.memoryMiB += memoryOf(one)
  }
  return usage
}

function readStat(pid: number, into: Map<number, { parent: number; ticks: number }>): void {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in brackets, may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const [parent, user, system] = [1, 11, 12].map((position) => Number(fields[position]))
    into.set(pid, { parent: parent ?? 0, ticks: (user ?? 0) + (system ?? 0) })
  } catch {
    // It has ended.
  }
}

function descends(pid: number, from: number, parents: Map<number, { parent: number }>): boolean {
  if (pid === from) return true
  const parent = parents.get(pid)?.parent
  return parent !== undefined && parent > 1 && descends(parent, from, parents)
}

function memoryOf(pid: number): number {
  try {
    const pss = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]
    return Number(pss) / 1_024
  } catch {
    return 0
  }
}

let ticks: number | undefined

function ticksPerSecond(): number {
  ticks ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
  return ticks
}
