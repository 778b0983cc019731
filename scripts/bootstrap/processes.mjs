import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { BootstrapError } from './report.mjs'
import { warnsAboutTypes } from './version.mjs'

/** Milliseconds between two looks at whether npm still lives. */
const NPM_WATCH_MS = 500

/**
 * Environment in which `node`, npm and the packages' commands are those of the project.
 *
 * @param {string} root
 * @param {import('./version.mjs').Node} node
 * @returns {NodeJS.ProcessEnv}
 */
export function environment(root, node, env = process.env) {
  const key = pathKey(env)
  const dirs = [path.dirname(node.path), path.join(root, 'node_modules', '.bin'), env[key]]
  const quiet = warnsAboutTypes(node.version) ? '--disable-warning=ExperimentalWarning' : undefined
  const options = [env.NODE_OPTIONS, quiet].filter(Boolean).join(' ')
  return {
    ...env,
    [key]: dirs.filter(Boolean).join(path.delimiter),
    HARDHAT_DISABLE_TELEMETRY: 'true',
    ...(options && { NODE_OPTIONS: options }),
  }
}

/**
 * Windows spells it Path, and an environment with both spellings is a trap.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function pathKey(env) {
  return Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
}

/**
 * Runs a command of the project in the foreground.
 *
 * The child gets an IPC channel which carries no messages: its `disconnect` event is how a task
 * learns that this process was killed outright, and that it should stop what it started.
 *
 * @param {string} root
 * @param {import('./version.mjs').Node} node
 * @param {string[]} command - Script and arguments.
 * @param {NodeJS.ProcessEnv} [extra]
 * @returns {Promise<number>} Exit code.
 */
export async function runTask(root, node, command, extra = {}) {
  const child = spawn(node.path, command, {
    cwd: root,
    env: { ...environment(root, node), ...extra },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  const { code } = await supervise(child)
  return code
}

/**
 * Runs a command to its end and keeps what it prints.
 *
 * @param {string} root
 * @param {string} file
 * @param {string[]} args
 * @throws {BootstrapError} When a signal asked this process to stop meanwhile.
 */
export async function capture(root, file, args, env = process.env) {
  const child = spawn(file, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let output = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  const { code, received } = await supervise(child)
  if (received) throw new BootstrapError('', exitCodeOf(null, received))
  return { code, stdout, output }
}

/**
 * Shells' rule: the code of a process that exited, 128 and the signal's number of a killed one.
 *
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
export function exitCodeOf(code, signal) {
  return code ?? 128 + (signal ? os.constants.signals[signal] : 0)
}

/**
 * Waits for a child while passing on to it the signals that ask this process to stop.
 *
 * SIGINT is passed on only without a terminal: with one, the child has had the same Ctrl-C, and a
 * second would tell it to hurry. This process outlives it either way, to return its exit code.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<{ code: number, received: NodeJS.Signals | undefined }>}
 */
function supervise(child) {
  /** @type {NodeJS.Signals | undefined} */
  let received
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    received = signal
    if (signal !== 'SIGINT' || !hasTerminal()) child.kill(signal)
  }
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, pass)
  const watch = watchNpm(() => pass('SIGTERM'))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      clearInterval(watch)
      resolve({ code: exitCodeOf(code, signal), received })
    })
  })
}

/**
 * Notices that npm, which started this, was killed outright: then this has another parent.
 *
 * @param {() => void} onDeath
 */
function watchNpm(onDeath, env = process.env) {
  const parent = process.ppid
  if (!env.npm_lifecycle_event) return undefined
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    onDeath()
  }, NPM_WATCH_MS)
  return watch.unref()
}

/** Whether Ctrl-C can reach this process, and with it its whole group, from a terminal. */
function hasTerminal() {
  if (process.platform === 'win32') return true
  try {
    fs.closeSync(fs.openSync('/dev/tty', 'r'))
    return true
  } catch {
    return false
  }
}
