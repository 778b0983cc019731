/**
 * Runs a task of the project under the right Node with the right packages:
 * `node scripts/bootstrap.mjs <task> [args…]`.
 *
 * This and `bootstrap/` are all that whatever Node the machine has must understand, so they are
 * plain JavaScript for Node 18 and newer, without dependencies. Everything else is TypeScript that
 * Node runs directly. Three steps, each skipped when already done:
 *
 * 1. Node: the current one if it is supported, else Node 24 as packaged on npm.
 * 2. Packages: `npm ci`, executed by that Node. An older Node would make npm skip, without a word,
 *    native packages that ask for Node 22.
 * 3. The task, with stdio inherited, signals passed on and its exit code returned.
 */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { takeLock } from './bootstrap/lock.mjs'
import { fetchNode, nodeAtHand } from './bootstrap/node.mjs'
import { inspectPackages, installPackages } from './bootstrap/packages.mjs'
import { runTask } from './bootstrap/processes.mjs'
import { BootstrapError } from './bootstrap/report.mjs'

/** What each task runs under Node, from the root of the repository. */
export const TASKS = {
  start: ['scripts/start.ts'],
  demo: ['scripts/demo.ts'],
  pennypost: ['cli/main.ts'],
  test: ['scripts/test.ts'],
  'test:deep': ['scripts/test.ts', '--deep'],
  check: ['scripts/check.ts'],
  build: ['scripts/build.ts'],
  'web:build': ['scripts/buildWeb.ts'],
  'web:render': ['scripts/renderWeb.ts'],
  'web:serve': ['web/server.ts'],
  'web:dev': ['node_modules/vite/bin/vite.js', 'web', '--config', 'web/vite.config.ts'],
  'web:shots': ['scripts/screenshots.ts'],
  'pack:sdk': ['scripts/packSdk.ts'],
  'pack:cli': ['scripts/packCli.ts'],
  coverage: ['scripts/coverage.ts'],
  mutants: ['scripts/mutants.ts'],
  bench: ['scripts/bench.ts'],
  format: ['scripts/check.ts', '--write'],
  deploy: ['scripts/deploy.ts'],
  'api-keys': ['scripts/apiKeys.ts'],
  doctor: ['scripts/doctor.ts'],
  indexer: ['scripts/indexer.ts'],
  grants: ['scripts/grants.ts'],
  reorg: ['scripts/reorg.ts'],
  stall: ['scripts/stall.ts'],
  reset: ['scripts/reset.ts'],
  /** Any script of one's own, by the Node that everything here runs on. */
  node: [],
}

/**
 * Steps 1 and 2. One process at a time does what takes long; others wait and then find it done.
 *
 * @param {string} root - Of the repository.
 */
async function prepare(root) {
  const ready = nodeAtHand(root)
  if (ready && inspectPackages(root, ready).ok) return { node: ready }
  const release = await takeLock(path.join(root, '.data', 'bootstrap.lock'))
  try {
    const node = nodeAtHand(root) ?? (await fetchNode(root))
    try {
      if (!inspectPackages(root, node).ok) await installPackages(root, node)
      return { node }
    } catch (error) {
      if (error instanceof BootstrapError) return { node, problem: error }
      throw error
    }
  } finally {
    release()
  }
}

/**
 * @param {string[]} argv - Task and its arguments.
 * @returns {Promise<number>} Exit code.
 */
async function main([task = '', ...args]) {
  const command = Object.entries(TASKS).find(([name]) => name === task)?.[1]
  if (!command) {
    const lead = task ? `No task is called ${task}.` : 'Say which task to run.'
    throw new BootstrapError(`${lead} Known: ${Object.keys(TASKS).join(', ')}.`, 2)
  }
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
  const { node, problem } = await prepare(root)
  // The doctor runs whatever the state of node_modules, and is told what is wrong with it.
  if (problem && (task !== 'doctor' || problem.interrupted)) throw problem
  const extra = problem ? { PENNYPOST_BOOTSTRAP_PROBLEM: problem.message } : {}
  return runTask(root, node, [...command, ...args], extra)
}

if (process.argv[1] && fs.realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main(process.argv.slice(2)).then(
    (code) => process.exit(code),
    (error) => {
      if (!(error instanceof BootstrapError)) throw error
      if (error.message) process.stderr.write(`${error.message}\n`)
      process.exit(error.exitCode)
    },
  )
}
