import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { runDir } from '../paths.ts'
import { recordSupervisor } from './records.ts'

let folder: string | undefined

/**
 * The folder in which this process records its children, with a guard that stops them when this
 * process ends without having done so. Both come into being at the first call.
 */
export function supervisedFolder(): string {
  if (folder === undefined) {
    folder = recordSupervisor(runDir)
    guard(folder)
  }
  return folder
}

/** Starts the guard, and another one should it be killed while this process lives. */
function guard(folder: string): void {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'guard.ts'), folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.once('exit', (_code, signal) => signal && guard(folder))
  child.stdin.on('error', () => {})
  // Neither the guard nor the pipe keeps this process from ending.
  child.unref()
  ;(child.stdin as unknown as { unref(): void }).unref()
}
