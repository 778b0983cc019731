import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { identityOf } from './identity.ts'

/**
 * Who started what, on disk, so that whatever remains of a stack can be found and stopped after any
 * part of it, its supervisor included, was killed outright. A supervisor has a folder named by its
 * process id, and in it a file for itself, one for each child, and one for each temporary folder.
 */
export type ProcessRecord = {
  name: string
  pid: number
  identity: string
  /** What asks the process to end by itself. */
  signal: NodeJS.Signals
}

/** Milliseconds that a process gets between being asked to end and being killed. */
export const GRACE_MS = 4_000

const SUPERVISOR = 'supervisor.json'
const TEMPORARY = '.temporary'

/** Records this process as a supervisor, below `runDir`. Returns its folder. */
export function recordSupervisor(runDir: string): string {
  const folder = join(runDir, String(process.pid))
  // Left by another process that had our id.
  if (!isSupervised(folder)) rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  write(folder, SUPERVISOR, recordOf('supervisor', process.pid, 'SIGTERM'))
  return folder
}

/** Records a child that leads a process group of its own. */
export function recordChild(
  folder: string,
  name: string,
  pid: number,
  signal: NodeJS.Signals,
): void {
  write(folder, `${pid}.json`, recordOf(name, pid, signal))
}

/**
 * A child of a supervisor that lives.
 *
 * @throws {Error} There is none of that name.
 */
export function recordedChild(runDir: string, supervisor: number, name: string): ProcessRecord {
  const found = records(join(runDir, String(supervisor)))
    .map(({ record }) => record)
    .find((record) => record.name === name && isAlive(record))
  if (!found) throw new Error(`${name} is not running.`)
  return found
}

/** Forgets a child that has ended. */
export function forgetChild(folder: string, pid: number): void {
  rmSync(join(folder, `${pid}.json`), { force: true })
}

/** Records a folder below the system's for temporary files, which is to go when the supervisor does. */
export function recordTemporary(folder: string, path: string): void {
  writeFileSync(join(folder, `${basename(path)}${TEMPORARY}`), '')
}

/**
 * Stops every process that a folder names and still is the one it names, removes the temporary
 * folders, and then the folder itself.
 */
export async function stopRecorded(folder: string): Promise<void> {
  const children = records(folder).filter(({ file }) => file !== SUPERVISOR)
  await Promise.all(children.map(({ record }) => stopRecord(record)))
  for (const name of list(folder).filter((name) => name.endsWith(TEMPORARY))) {
    rmSync(join(tmpdir(), basename(name, TEMPORARY)), { recursive: true, force: true })
  }
  rmSync(folder, { recursive: true, force: true })
}

/** Stops what supervisors left behind that no longer live. */
export async function stopLeftovers(runDir: string): Promise<void> {
  const folders = list(runDir).map((name) => join(runDir, name))
  await Promise.all(folders.filter((folder) => !isSupervised(folder)).map(stopRecorded))
}

/** Whether the supervisor that a folder belongs to lives. */
function isSupervised(folder: string): boolean {
  return records(folder).some(({ file, record }) => file === SUPERVISOR && isAlive(record))
}

/** Whether a process is the very one recorded. */
export function isAlive({ pid, identity }: Pick<ProcessRecord, 'pid' | 'identity'>): boolean {
  return identityOf(pid) === identity
}

/** Asks a recorded process group to end, and kills it if it does not. */
async function stopRecord(record: ProcessRecord): Promise<void> {
  const deadline = Date.now() + GRACE_MS
  if (isAlive(record)) signalGroup(record.pid, record.signal)
  while (isAlive(record) && Date.now() < deadline) await sleep(20)
  if (isAlive(record)) signalGroup(record.pid, 'SIGKILL')
  while (isAlive(record)) await sleep(20)
}

/** Signals a process group. One that is gone is no error; of one that is ending, macOS says EPERM. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ESRCH' && code !== 'EPERM') throw error
  }
}

function recordOf(name: string, pid: number, signal: NodeJS.Signals): ProcessRecord {
  return { name, pid, identity: identityOf(pid) ?? 'gone', signal }
}

function write(folder: string, file: string, record: ProcessRecord): void {
  writeFileSync(join(folder, file), `${JSON.stringify(record)}\n`)
}

/** Every readable record; one half written by a process that was killed is as good as none. */
function records(folder: string): { file: string; record: ProcessRecord }[] {
  return list(folder).flatMap((file) => {
    try {
      return [{ file, record: JSON.parse(readFileSync(join(folder, file), 'utf8')) }]
    } catch {
      return []
    }
  })
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
