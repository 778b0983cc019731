import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { maxContentBytes } from '@pennypost/sdk/letters'
import { explain } from '../errors/explain.ts'
import { isOwnFile } from './isOwnFile.ts'

/** The first three bytes of a sealed letter. */
const magic = 'PPL'

const ownFile = 'is a file that pennypost keeps for you, and no letter'

/**
 * Why a file cannot be the content of a letter, as a sentence goes on after its name; undefined if it can. What is sealed already is not
 * sealed again, and what the command line keeps for its user is not mailed.
 */
export function checkLetterFile(path: string): string | undefined {
  let descriptor: number | undefined
  try {
    descriptor = openSync(path, 'r')
    const stat = fstatSync(descriptor)
    if (!stat.isFile()) return 'is no file'
    if (stat.size === 0) return 'is empty'
    const begin = Buffer.alloc(4)
    readSync(descriptor, begin, 0, 4, 0)
    if (begin.toString('latin1', 0, 3) === magic && (begin[3] ?? 255) < 32)
      return 'is a sealed letter already: give its hash in its place, and send it yourself'
    if (stat.size <= maxContentBytes)
      return isOwnFile(path, readFileSync(path, 'utf8')) ? ownFile : undefined
    if (isOwnFile(path, '')) return ownFile
    return `has ${stat.size.toLocaleString('en')} bytes, and a letter holds at most ${maxContentBytes.toLocaleString('en')}`
  } catch (error) {
    const { message } = explain(error)
    return message.startsWith(path) ? message.slice(path.length).replace(/\.$/, '').trim() : message
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}
