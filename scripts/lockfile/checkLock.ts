import type { Lock, LockEntry } from './completeLock.ts'
import { isAbsent, optionalEdges } from './completeLock.ts'
import type { Platform } from './platformOf.ts'
import { platformOf } from './platformOf.ts'

/** What of package.json a lock must agree with. */
export type Manifest = Pick<
  LockEntry,
  'dependencies' | 'devDependencies' | 'optionalDependencies'
> & {
  allowScripts?: Record<string, boolean> | undefined
}

export type LockFindings = {
  /** What keeps `npm ci` from working, or from being what it seems. */
  problems: string[]
  /** Native packages by machine that npm there installs without an integrity to compare with. */
  unverified: Record<string, string[]>
}

/** Machines on which a clone must install. */
const TARGETS: Record<string, Platform> = {
  'linux-x64': { os: ['linux'], cpu: ['x64'], libc: ['glibc'] },
  'linux-arm64': { os: ['linux'], cpu: ['arm64'], libc: ['glibc'] },
  'darwin-arm64': { os: ['darwin'], cpu: ['arm64'] },
  'darwin-x64': { os: ['darwin'], cpu: ['x64'] },
}

/** The one on which everything is built and tested: nothing may be unverified there. */
const HOME = 'linux-x64'

/**
 * Checks what npm does not check when it writes a lock, above all that the lock installs on other
 * machines than the one it was written on.
 */
export function checkLock(lock: Lock, manifest: Manifest): LockFindings {
  const unverified = Object.fromEntries(
    Object.entries(TARGETS).map(([target, machine]) => [target, unverifiedOn(lock, machine)]),
  )
  const problems = [
    ...outdated(lock, manifest),
    ...absent(lock),
    ...mislabelled(lock),
    ...unlocked(lock),
    ...unreviewedScripts(lock, manifest),
    ...(unverified[HOME] ?? []).map((name) => `${name}: no integrity, yet ${HOME} needs it`),
  ]
  return { problems, unverified }
}

function outdated({ packages }: Lock, manifest: Manifest): string[] {
  const groups = ['dependencies', 'devDependencies', 'optionalDependencies'] as const
  return groups.flatMap((group) => {
    const locked = packages['']?.[group] ?? {}
    const wanted = manifest[group] ?? {}
    const names = [...new Set([...Object.keys(wanted), ...Object.keys(locked)])]
    return names
      .filter((name) => locked[name] !== wanted[name])
      .map((name) => `${name}: package.json and lock differ in ${group}; run npm install`)
  })
}

function absent(lock: Lock): string[] {
  return optionalEdges(lock)
    .filter(isAbsent)
    .map(({ name, parent }) => `${name}: absent, though ${parent} asks for it; npm ci would refuse`)
}

function mislabelled(lock: Lock): string[] {
  return optionalEdges(lock).flatMap(({ name, found }) => {
    const wanted = platformOf(name)
    // A package without any label is one whose author forgot: npm installs it everywhere.
    if (!found || !wanted || !(found.entry.os || found.entry.cpu)) return []
    const keys = ['os', 'cpu', 'libc'] as const
    return keys
      .filter((key) => !agrees(found.entry[key], wanted[key], key))
      .map((key) => `${found.folder}: ${key} is ${found.entry[key]}, its name says ${wanted[key]}`)
  })
}

function agrees(actual: string[] | undefined, wanted: string[] | undefined, key: string): boolean {
  // Where the name says nothing the package decides, and many leave libc open.
  if (!wanted || (key === 'libc' && !actual)) return true
  return wanted.join() === actual?.join()
}

function unlocked({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([folder, entry]) => {
    if (!folder.includes('node_modules/') || entry.link) return []
    return [
      ...(entry.version ? [] : [`${folder}: no version`]),
      ...(entry.integrity || entry.optional ? [] : [`${folder}: no integrity`]),
      ...(entry.resolved
        ? [`${folder}: names a registry (${entry.resolved}); remove resolved`]
        : []),
    ]
  })
}

/** From npm 12 on, an install script runs only if package.json says so by name. */
function unreviewedScripts({ packages }: Lock, { allowScripts = {} }: Manifest): string[] {
  const names = Object.entries(packages)
    .filter(([, entry]) => entry.hasInstallScript)
    .map(([folder]) => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length))
  return [...new Set(names)]
    .filter((name) => allowScripts[name] === undefined)
    .map(
      (name) => `${name}: has an install script; say in package.json's allowScripts if it may run`,
    )
}

function unverifiedOn(lock: Lock, machine: Platform): string[] {
  const names = optionalEdges(lock)
    .filter(({ found }) => found && !found.entry.integrity && runsOn(found.entry, machine))
    .map(({ name, found }) => `${name}@${found?.entry.version}`)
  return [...new Set(names)]
}

function runsOn(entry: LockEntry, machine: Platform): boolean {
  const keys = ['os', 'cpu', 'libc'] as const
  return keys.every((key) => !entry[key] || entry[key].includes(machine[key]?.[0] ?? ''))
}
