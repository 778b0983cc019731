import { isObject } from '../answers/jsonFields.ts'

const ownNames = /\.(mailing|sent)$/i

/**
 * Whether a file is one that the command line keeps for its user: a key or an account behind a password, a mailing, what was sent of one, a
 * letter that was paid for, or an answer that was signed. A proof of `mailing prove` is not: it is made to be given away.
 *
 * @param text - What is in the file.
 */
export function isOwnFile(path: string, text: string): boolean {
  if (ownNames.test(path)) return true
  const [line = ''] = text.trimStart().split('\n', 1)
  return [text, line].some((part) => isOwn(parsed(part)))
}

function isOwn(json: unknown): boolean {
  if (!isObject(json)) return false
  const storage = json.crypto ?? json.Crypto
  const isKept = typeof json.pennypost === 'string' && json.pennypost !== 'mail'
  const isNote = 'receipt' in json && 'letterHash' in json
  return isKept || isNote || 'secretKey' in json || (isObject(storage) && 'ciphertext' in storage)
}

function parsed(text: string): unknown {
  const json = text.replace(/^\ufeff/, '').trim()
  if (!json.startsWith('{')) return undefined
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
