import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { readText } from './files.mjs'

/** A lock not touched for this long has no holder, in whatever container that holder was. */
const STALE_MS = 30_000
const TOUCH_MS = 2000
const POLL_MS = 200

/**
 * Waits until this process holds a lock, taking it over from a holder that died.
 *
 * @param {string} file
 * @param {number} [staleMs] - Age at which it counts as abandoned; its holder touches it every 2 s.
 * @returns {Promise<() => void>} Releases it.
 */
export async function takeLock(file, staleMs = STALE_MS) {
  const me = `${os.hostname()} ${process.pid}`
  fs.mkdirSync(path.dirname(file), { recursive: true })
  for (let told = false; !create(file, me); ) {
    const holder = readText(file) ?? ''
    if (isAbandoned(file, holder, staleMs)) {
      if (readText(file) === holder) fs.rmSync(file, { force: true })
      continue
    }
    if (!told) process.stderr.write('Another process is installing; waiting for it …\n')
    told = true
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  const touch = setInterval(() => fs.utimes(file, new Date(), new Date(), () => {}), TOUCH_MS)
  touch.unref()
  return () => {
    clearInterval(touch)
    if (readText(file) === me) fs.rmSync(file, { force: true })
  }
}

/**
 * @param {string} file
 * @param {string} content
 */
function create(file, content) {
  try {
    fs.writeFileSync(file, content, { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/**
 * @param {string} file
 * @param {string} holder - Host and process id, as its holder wrote them.
 * @param {number} staleMs
 */
function isAbandoned(file, holder, staleMs) {
  const touched = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
  if (Date.now() - touched > staleMs) return true
  const [host, pid] = holder.split(' ')
  if (host !== os.hostname() || !pid) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH'
  }
}
