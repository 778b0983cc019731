import type { Mailing } from '@pennypost/sdk'
import { letterHash, mailingIdOf } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import { getAddress, isAddress, isAddressEqual } from 'viem'
import type { ScopedChain } from '../../config/scopedChain.ts'
import { createBreather } from './createBreather.ts'
import type { MailedLetter, MailingFile, MailingHead } from './mailingFile.ts'
import { headMark } from './mailingFile.ts'
import { treeOf } from './treeOf.ts'

/** Thrown of a file that is none of a mailing, or none of this chain; `message` is a sentence for a person. */
export class MailingFileError extends Error {
  override readonly name = 'MailingFileError'
}

const notOne =
  'This is no file of a mailing: this page writes one, and so does pennypost mailing open.'

/**
 * A mailing from the text of its file, of this page or of the command line. All of it is held against the id of the mailing.
 *
 * @throws {MailingFileError} It is another file, of another chain or deployment, or was changed.
 */
export async function parseMailing(text: string, chain: ScopedChain): Promise<MailingFile> {
  const breathe = createBreather()
  const [first = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '')
  const head = toHead(parsed(first, notOne), chain)
  const letters: MailedLetter[] = []
  for (const line of lines) {
    await breathe()
    const where = `Letter ${letters.length + 1} of the file`
    letters.push(toLetter(parsed(line, `${where} is cut short.`), where, letters.length))
  }
  const { root, count } = head.mailing
  if (letters.length !== count)
    throw new MailingFileError(
      `The file is not whole: it has ${letters.length} of ${count} letters.`,
    )
  if ((await treeOf(letters)).root !== root)
    throw new MailingFileError('The file was changed: its letters are not those of its mailing.')
  return { ...head, letters }
}

function parsed(line: string, otherwise: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>
  } catch {
    // Told below, as all that is none.
  }
  throw new MailingFileError(otherwise)
}

function toHead(
  json: Record<string, unknown>,
  { id, caip2, name, contracts }: ScopedChain,
): MailingHead {
  if (json.pennypost !== headMark.pennypost) throw new MailingFileError(notOne)
  if (json.version !== headMark.version)
    throw new MailingFileError(
      'This file is of a form that this version of the page does not know.',
    )
  const postOffice = addressOf(json.postOffice)
  if (json.chain !== caip2 || !isAddressEqual(postOffice, contracts.PostOffice))
    throw new MailingFileError(
      `This mailing is of another chain or deployment (${String(json.chain).slice(0, 40)}) than the page, which is on ${name}.`,
    )
  const mailing = toMailing(json.mailing)
  const mailingId = mailingIdOf({ chainId: id, postOffice, mailing })
  if (String(json.mailingId).toLowerCase() !== mailingId)
    throw new MailingFileError('The file was changed: it is not of the mailing that it names.')
  const uri = typeof json.uri === 'string' ? json.uri : ''
  return { chain: caip2, postOffice, mailingId, mailing, uri }
}

function toMailing(json: unknown): Mailing {
  const fields = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>
  return {
    ...{ sender: addressOf(fields.sender), relay: addressOf(fields.relay) },
    ...{ token: addressOf(fields.token), root: wordOf(fields.root) },
    ...{ carriage: amountOf(fields.carriage), stake: amountOf(fields.stake) },
    ...{ count: countOf(fields.count, 2 ** 32), expiresAt: countOf(fields.expiresAt, 2 ** 40) },
  }
}

function toLetter(json: Record<string, unknown>, where: string, index: number): MailedLetter {
  if (json.index !== index) throw new MailingFileError(`${where} is not in its place.`)
  const recipient = String(json.recipient)
  const letter = {
    ...{ inboxId: wordOf(json.inboxId), letterHash: wordOf(json.letterHash) },
    recipient: recipient.length === 42 ? addressOf(recipient) : wordOf(recipient),
    line: countOf(json.line, 2 ** 32),
  }
  if (typeof json.body !== 'string') return letter
  const body = bytesOf(json.body)
  if (letterHash(body) !== letter.letterHash)
    throw new MailingFileError(`${where} was changed: it is not the one that is paid for.`)
  return { ...letter, body }
}

function damaged(options?: ErrorOptions): MailingFileError {
  return new MailingFileError('The file is damaged: something in it is not as it must be.', options)
}

function addressOf(value: unknown): Address {
  if (typeof value !== 'string' || !isAddress(value, { strict: false })) throw damaged()
  return getAddress(value)
}

function wordOf(value: unknown): Hex {
  if (typeof value !== 'string' || !/^0x[0-9a-f]{64}$/i.test(value)) throw damaged()
  return value.toLowerCase() as Hex
}

function amountOf(value: unknown): bigint {
  if (typeof value !== 'string' || !/^\d{1,29}$/.test(value)) throw damaged()
  const amount = BigInt(value)
  if (amount >= 2n ** 96n) throw damaged()
  return amount
}

function countOf(value: unknown, end: number): number {
  if (!Number.isInteger(value) || Number(value) < 0 || Number(value) >= end) throw damaged()
  return value as number
}

function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
  } catch (cause) {
    throw damaged({ cause })
  }
}
