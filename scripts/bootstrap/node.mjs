import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

import { readText, writeText } from './files.mjs'
import { capture, pathKey } from './processes.mjs'
import { BootstrapError, progress, tail } from './report.mjs'
import { isSupported } from './version.mjs'

/** @typedef {import('./version.mjs').Node} Node */

const WANTED = '24.21.0'

/** Told once that there is no network, npm would by default ask for another minute. */
export const RETRIES = [
  '--fetch-retries=3',
  '--fetch-retry-factor=2',
  '--fetch-retry-mintimeout=1000',
]

/**
 * npm packages that bring a Node for a machine, in the order to try them.
 *
 * The package named after the platform comes first because it holds the binary itself. Plain `node`
 * fetches it in an install script, which npm may refuse to run.
 *
 * @param {string} platform - As in `process.platform`.
 * @param {string} arch - As in `process.arch`.
 */
export function nodePackages(platform, arch) {
  const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node'
  const name = `${prefix}-${platform === 'win32' ? 'win' : platform}-${arch}`
  return [`${name}@${WANTED}`, `node@${WANTED}`, `${name}@24`]
}

/**
 * A supported Node that needs no download.
 *
 * @param {string} root
 * @returns {Node | undefined}
 */
export function nodeAtHand(root) {
  if (isSupported(process.versions.node)) {
    return { path: process.execPath, version: process.versions.node }
  }
  const cached = readText(cacheFile(root))?.trim()
  return cached ? nodeAt(cached) : undefined
}

/**
 * Fetches Node through npm, which keeps it in its own cache for the next clone.
 *
 * @param {string} root
 * @returns {Promise<Node>}
 */
export async function fetchNode(root) {
  const npm = npmCli()
  const old = process.versions.node
  const done = progress(`Node ${old} is too old here; fetching Node ${WANTED} from npm, once`)
  let output = ''
  for (const spec of nodePackages(process.platform, process.arch)) {
    const command = ['exec', '--yes', `--package=${spec}`, '--', 'node', '-p', 'process.execPath']
    const result = await capture(root, process.execPath, [npm, ...RETRIES, ...command])
    const node =
      result.code === 0 ? nodeAt(result.stdout.trim().split('\n').pop() ?? '') : undefined
    if (node) {
      writeText(cacheFile(root), `${node.path}\n`)
      done(`Got Node ${node.version}`)
      return node
    }
    output = result.output
    if (isOffline(output)) break
  }
  done('Failed')
  throw new BootstrapError(
    `${tail(output)}\n\nPennypost needs Node 22.18 or newer, 24 or 26. This is Node ${old}, and npm ` +
      `could not fetch Node ${WANTED}.\nConnect to the internet and run this again, or install ` +
      'Node 24 from https://nodejs.org.',
  )
}

/**
 * Whether npm failed for want of a network rather than of the package.
 *
 * @param {string} output
 */
export function isOffline(output) {
  return /\b(EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ENOTCACHED|ENOTFOUND|ETIMEDOUT)\b/.test(
    output,
  )
}

/** Path of npm's own script, which lets a Node of our choice execute npm. */
export function npmCli(env = process.env) {
  const onPath = (env[pathKey(env)] ?? '').split(path.delimiter).filter(path.isAbsolute)
  const dirs = [path.dirname(fs.realpathSync(process.execPath)), ...onPath]
  const candidates = [
    env.npm_execpath ?? '',
    ...dirs.flatMap((dir) => [
      path.join(dir, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
      path.join(dir, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
      path.join(dir, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
    ]),
  ]
  const isNpm = (/** @type {string} */ file) => path.basename(file) === 'npm-cli.js'
  const found = candidates.find((file) => isNpm(file) && fs.existsSync(file))
  if (found) return found
  throw new BootstrapError('Found no npm beside this Node. Install npm 10 or newer and try again.')
}

/**
 * The Node at that path, if it runs and is supported.
 *
 * @param {string} executable
 * @returns {Node | undefined}
 */
function nodeAt(executable) {
  if (!path.isAbsolute(executable) || !fs.existsSync(executable)) return undefined
  const args = ['-p', 'process.versions.node']
  const { status, stdout } = spawnSync(executable, args, { encoding: 'utf8', timeout: 20_000 })
  const version = status === 0 ? stdout.trim() : ''
  return isSupported(version) ? { path: executable, version } : undefined
}

/**
 * One per platform, because a folder may be shared with a container.
 *
 * @param {string} root
 */
function cacheFile(root) {
  return path.join(root, '.data', `node-${process.platform}-${process.arch}`)
}
