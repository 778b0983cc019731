import { platformOf } from './platformOf.ts'

/** One package of a lock, as far as we read it. */
export type LockEntry = {
  name?: string | undefined
  version?: string | undefined
  resolved?: string | undefined
  link?: boolean | undefined
  integrity?: string | undefined
  os?: string[] | undefined
  cpu?: string[] | undefined
  libc?: string[] | undefined
  dev?: boolean | undefined
  optional?: boolean | undefined
  hasInstallScript?: boolean | undefined
  dependencies?: Record<string, string> | undefined
  devDependencies?: Record<string, string> | undefined
  optionalDependencies?: Record<string, string> | undefined
}

/** A package-lock.json of version 3; the keys of `packages` are folders, '' is the project. */
export type Lock = { packages: Record<string, LockEntry> }

/** An optional dependency, and the entry of the lock which it resolves to. */
export type OptionalEdge = {
  parent: string
  name: string
  range: string
  found?: { folder: string; entry: LockEntry } | undefined
}

/**
 * Adds to a lock the optional platform packages which npm left out of it.
 *
 * npm writes none for a package that its registry lacks, and `npm ci` then refuses the lock. What is
 * added has a version and a platform but no `integrity`: npm installs it by its version where it is
 * to be had, and passes it over where the platform differs.
 *
 * @throws {Error} A package left out has a name without platform or a range that names no version:
 * then we cannot tell what npm would have written.
 */
export function completeLock<L extends Lock>(lock: L): L {
  const packages = { ...lock.packages }
  for (const edge of optionalEdges(lock).filter(isAbsent)) {
    const { parent, name } = edge
    const beside = `${parent.slice(0, parent.lastIndexOf('node_modules/'))}node_modules/${name}`
    const inside = `${parent && `${parent}/`}node_modules/${name}`
    packages[packages[beside] ? inside : beside] = entryFor(edge, lock.packages[parent]?.dev)
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
  return { ...lock, packages: Object.fromEntries(sorted) }
}

/** Whether a lock has nothing for an optional dependency, so that `npm ci` would refuse it. */
export function isAbsent({ range, found }: OptionalEdge): boolean {
  // Of a range, npm has chosen what is in the lock, and knows better than we.
  return !found || (isExact(range) && found.entry.version !== range)
}

/** Every optional dependency of every package in a lock. */
export function optionalEdges(lock: Lock): OptionalEdge[] {
  return Object.entries(lock.packages).flatMap(([parent, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies).map(([name, range]) => {
      return { parent, name, range, found: resolve(lock, parent, name) }
    }),
  )
}

function entryFor({ parent, name, range }: OptionalEdge, dev: boolean | undefined): LockEntry {
  const version = range.replace(/^[\^~]/, '')
  const platform = platformOf(name)
  if (!platform || !isExact(version)) {
    throw new Error(`Cannot tell what ${name}@${range} is, which ${parent} asks for.`)
  }
  const { os, cpu, libc } = platform
  // In npm's order of keys.
  return {
    version,
    ...(cpu && { cpu }),
    ...(dev && { dev }),
    ...(libc && { libc }),
    optional: true,
    ...(os && { os }),
  }
}

/** Node's own search: the nearest node_modules on the way up from the parent. */
function resolve(lock: Lock, parent: string, name: string): OptionalEdge['found'] {
  for (let at = parent; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const folder = `${at && `${at}/`}node_modules/${name}`
    const entry = lock.packages[folder]
    if (entry) return { folder, entry }
    if (!at) return undefined
  }
}

function isExact(range: string): boolean {
  return /^\d+\.\d+\.\d+[-+.\w]*$/.test(range)
}
