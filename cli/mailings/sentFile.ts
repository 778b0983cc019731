import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { SentMail } from '@pennypost/sdk/mailings'
import type { Address, Hex } from 'viem'
import { toJson } from '../print/toJson.ts'

/** The notes of what was sent of a mailing. */
export type SentFile = {
  /** Beside the mailing's. */
  file: string
  /** Hashes of the letters that the relay has taken in before: another mailing, kept under the name of this one, has none of them. */
  letterHashes: ReadonlySet<Hex>
  /** Notes a letter down. */
  note(mail: SentMail): void
}

/**
 * What was sent of a mailing: a JSON document a line, added as each letter is taken in. A line that was cut short by a crash counts as not
 * written, and so does one without a receipt: that letter is sent again. What one relay has, another does not.
 *
 * @param mailing - Its file.
 * @param relay - That the letters are to be with.
 */
export function openSentFile(mailing: string, relay: Address): SentFile {
  const file = `${mailing}.sent`
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const lines = text.split('\n')
  // Nothing is written before there is something to say.
  let lead = lines.at(-1) === '' ? '' : '\n'
  return {
    file,
    letterHashes: new Set(lines.flatMap((line) => hashIn(line, relay))),
    note(mail) {
      appendFileSync(file, `${lead}${toJson(mail)}\n`, { mode: 0o600 })
      lead = ''
    },
  }
}

function hashIn(line: string, relay: Address): Hex[] {
  try {
    const mail = JSON.parse(line) as Partial<Record<string, unknown>>
    const isThere = mail.receipt && String(mail.relay).toLowerCase() === relay.toLowerCase()
    return isThere ? [String(mail.letterHash).toLowerCase() as Hex] : []
  } catch {
    return []
  }
}
