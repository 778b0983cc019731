/**
 * Says what on this machine is in the way of `npm start` and `npm test`, and how to mend it:
 * `npm run doctor`. Runs whatever the state of node_modules: what needs a package imports it late.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { ChainHealth } from '../protocol/wire/chains.ts'
import { npmCli } from './bootstrap/node.mjs'
import { inspectPackages } from './bootstrap/packages.mjs'
import { isSupported } from './bootstrap/version.mjs'
import { dataDir, root } from './stack/paths.ts'
import { requirePort } from './stack/ports.ts'
import { runningStack } from './stack/stackFile.ts'

/** Finds in words what is well, or throws a {@link Fault}. */
type Check = { name: string; find: () => string | Promise<string> }

/** Something that is not as it should be. */
class Fault extends Error {
  readonly fix: string

  constructor(problem: string, options: { fix: string; cause?: unknown }) {
    super(problem, options)
    this.name = 'Fault'
    this.fix = options.fix
  }
}

/** npm's cache, node_modules, compiled contracts and a database take about half of it. */
const MIN_DISK_GB = 2

/** A compiler, a chain, an indexer and a database at once. */
const MIN_MEMORY_GB = 2

const checks: Check[] = [
  { name: 'system', find: findSystem },
  { name: 'Node', find: findNode },
  { name: 'npm', find: findNpm },
  { name: 'packages', find: findPackages },
  { name: 'rights', find: findRights },
  { name: 'disk', find: findDisk },
  { name: 'memory', find: findMemory },
  { name: 'chain port', find: () => findPort('CHAIN_PORT', 8545, 'the local chain') },
  { name: 'API port', find: () => findPort('API_PORT', 8787, 'the API') },
  { name: 'relay port', find: () => findPort('RELAY_PORT', 8788, 'the relay') },
  { name: 'web port', find: () => findPort('WEB_PORT', 5173, 'the web app') },
  { name: 'chains', find: findChains },
  { name: 'relay', find: findRelay },
  { name: 'EDR', find: findEdr },
  { name: 'PostgreSQL', find: findPostgres },
]

const reinstall = 'rm -rf node_modules, then npm start, which installs them anew'

function findSystem(): string {
  const name = `${process.platform} ${process.arch}`
  const known = process.platform === 'linux' || process.platform === 'darwin'
  if (known && ['x64', 'arm64'].includes(process.arch)) return name
  const fix = 'use Linux or macOS on x64 or arm64; on Windows, WSL'
  throw new Fault(`${name} is not supported`, { fix })
}

function findNode(): string {
  const { node } = process.versions
  if (isSupported(node)) return node
  const fix = 'install Node 24, or run npm start, which fetches it'
  throw new Fault(`${node} is too old or untried`, { fix })
}

function findNpm(): string {
  const result = spawnSync(process.execPath, [npmCli(), '--version'], { encoding: 'utf8' })
  if (result.status === 0) return result.stdout.trim()
  throw new Fault('npm does not run', { fix: 'install npm 10 or newer' })
}

function findPackages(): string {
  const problem = process.env.PENNYPOST_BOOTSTRAP_PROBLEM
  if (problem) {
    throw new Fault(`could not be installed:\n${problem}`, { fix: 'mend that, then npm start' })
  }
  const node = { path: process.execPath, version: process.versions.node }
  const { ok, missing } = inspectPackages(root, node)
  if (!ok) {
    const what = missing.length > 0 ? `${missing.join(', ')} missing` : 'not what the lockfile says'
    throw new Fault(what, { fix: 'npm start or npm test installs them' })
  }
  return missing.length > 0 ? `as locked, but for ${missing.join(', ')}` : 'as locked'
}

function findRights(): string {
  const folders = ['', 'node_modules', 'artifacts', 'cache', 'deployments', 'indexer/.ponder']
  for (const folder of [...folders.map((name) => path.join(root, name)), dataDir, os.tmpdir()]) {
    if (!existsSync(folder)) continue
    try {
      accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    } catch (cause) {
      const user = os.userInfo().username
      const fix = `chown -R ${user} ${folder}`
      throw new Fault(`${user} may not write to ${folder}`, { fix, cause })
    }
  }
  return `${os.userInfo().username} may write here`
}

function findDisk(): string {
  const { bavail, bsize } = statfsSync(root)
  const free = (bavail * bsize) / 1e9
  if (free >= MIN_DISK_GB) return `${free.toFixed(0)} GB free`
  const fix = `free ${MIN_DISK_GB} GB; npm run reset removes local data`
  throw new Fault(`${free.toFixed(1)} GB free`, { fix })
}

function findMemory(): string {
  const total = os.totalmem() / 1e9
  if (total >= MIN_MEMORY_GB) return `${total.toFixed(0)} GB`
  throw new Fault(`${total.toFixed(1)} GB`, { fix: `use a machine with ${MIN_MEMORY_GB} GB` })
}

async function findPort(variable: string, standard: number, service: string): Promise<string> {
  const port = Number(process.env[variable] || standard)
  const stack = runningStack()
  const urls = stack ? [stack.apiUrl, stack.rpcUrl, stack.relayUrl, stack.webUrl] : []
  if (urls.some((url) => url.endsWith(`:${port}`))) {
    return `${port}, in use by the running stack`
  }
  try {
    await requirePort(port, service, variable)
    return `${port} is free`
  } catch (cause) {
    throw new Fault((cause as Error).message, { fix: `free it, or set ${variable}`, cause })
  }
}

/** What the running stack says of its chains. */
async function findChains(): Promise<string> {
  const stack = runningStack()
  if (!stack) return 'no stack is running'
  const answer = await fetch(`${stack.apiUrl}/v1/chains`, { signal: AbortSignal.timeout(5_000) })
    .then((response) => response.json() as Promise<{ chains: ChainHealth[] }>)
    .catch((cause) => {
      const fix = `look at ${dataDir}/logs/api.log, or wait until it has started`
      throw new Fault(`the API at ${stack.apiUrl} does not answer`, { fix, cause })
    })
  const unfit = answer.chains.filter(({ isFit }) => !isFit)
  if (unfit.length === 0) return `${answer.chains.map(({ chain }) => chain).join(', ')} fit`
  const told = unfit.map(
    ({ chain, code, detail }) => `${chain} is not answered (${code}): ${detail}`,
  )
  throw new Fault(told.join(' '), { fix: 'docs/operations/local.md says what each code means' })
}

/** Whether the running stack's relay knows what it asks, which it has from the API. */
async function findRelay(): Promise<string> {
  const stack = runningStack()
  if (!stack) return 'no stack is running'
  const answer = await fetch(stack.relayUrl, { signal: AbortSignal.timeout(5_000) }).catch(
    (cause) => {
      const fix = `look at ${dataDir}/logs/relay.log, or wait until it has started`
      throw new Fault(`the relay at ${stack.relayUrl} does not answer`, { fix, cause })
    },
  )
  if (answer.ok) return `${stack.relayUrl} takes letters`
  const fix = `mend what is said of chains, or look at ${dataDir}/logs/relay.log`
  throw new Fault(`the relay at ${stack.relayUrl} answers ${answer.status}`, { fix })
}

async function findEdr(): Promise<string> {
  try {
    await import('@nomicfoundation/edr')
    return "Hardhat's native part loads"
  } catch (cause) {
    const { message } = cause as Error
    throw new Fault(`Hardhat's native part does not load: ${message}`, { fix: reinstall, cause })
  }
}

async function findPostgres(): Promise<string> {
  if (process.env.DATABASE_URL) return 'DATABASE_URL is used instead of the one from npm'
  try {
    const { postgresAccount } = await import('./stack/postgres/account.ts')
    const { postgresBinaries } = await import('./stack/postgres/binaries.ts')
    return postgresBinaries(postgresAccount()).postgres
  } catch (cause) {
    const fix = `${reinstall}; or set DATABASE_URL`
    throw new Fault((cause as Error).message, { fix, cause })
  }
}

mkdirSync(dataDir, { recursive: true })
let faults = 0
for (const { name, find } of checks) {
  try {
    console.log(`ok    ${name.padEnd(11)} ${await find()}`)
  } catch (error) {
    faults += 1
    console.log(`FAIL  ${name.padEnd(11)} ${(error as Error).message}`)
    if (error instanceof Fault) console.log(`      ${''.padEnd(11)} → ${error.fix}`)
  }
}
const verdict = faults === 0 ? 'Nothing is in the way.' : `${faults} to mend.`
console.log(`\n${verdict}`)
process.exitCode = faults === 0 ? 0 : 1
