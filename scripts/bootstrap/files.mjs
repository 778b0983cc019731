import fs from 'node:fs'
import path from 'node:path'

/**
 * @param {string} file
 * @returns {string | undefined} Its text, or undefined if it cannot be read.
 */
export function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/**
 * @param {string} file
 * @returns {any} Its content, or undefined if it cannot be read or is not JSON.
 */
export function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * Writes a file as a whole or not at all, with the folders it is in.
 *
 * @param {string} file
 * @param {string} text
 */
export function writeText(file, text) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}`
  fs.writeFileSync(draft, text)
  fs.renameSync(draft, file)
}
