import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { mailingIdOf } from '@pennypost/sdk'
import { isAddressEqual } from 'viem'
import { isObject, jsonFields } from '../answers/jsonFields.ts'
import { toMailing } from '../answers/mailOfFile.ts'
import type { ConnectedChain } from '../chain/connect.ts'
import { CliError } from '../errors/CliError.ts'
import { parseIdOrAddress } from '../parse/parseId.ts'
import type { MailedLetter, MailingFile, MailingHead } from './mailingFile.ts'
import { headMark } from './mailingFile.ts'

type Here = Pick<ConnectedChain, 'caip2' | 'contracts' | 'id'>

/**
 * A mailing from its file, for the node's chain.
 *
 * @throws {CliError} It is another file, of another chain or deployment, or was changed.
 */
export async function readMailingFile(file: string, here: Here): Promise<MailingFile> {
  let head: MailingHead | undefined
  const letters: MailedLetter[] = []
  for await (const line of linesOf(file)) {
    const json = parsed(file, line, head ? `Letter ${letters.length} of ${file}` : file)
    if (head) letters.push(toLetter(json, file, letters.length))
    else head = toHead(json, file, here)
  }
  if (!head) throw notOne(file)
  const { count } = head.mailing
  if (letters.length !== count)
    throw new CliError(`${file} is not whole: it has ${letters.length} of ${count} letters.`)
  return { ...head, letters }
}

/** The same without the letters, where only the mailing itself is of interest. */
export async function readMailingHead(file: string, here: Here): Promise<MailingHead> {
  for await (const line of linesOf(file)) return toHead(parsed(file, line, file), file, here)
  throw notOne(file)
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file)
  // Errors of the stream are not passed on by the reader.
  const failed = new Promise<never>((_, reject) => input.once('error', reject))
  failed.catch(() => {})
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[
    Symbol.asyncIterator
  ]()
  try {
    for (;;) {
      const { done, value } = await Promise.race([lines.next(), failed])
      if (done) return
      if (value !== '') yield value
    }
  } finally {
    input.destroy()
  }
}

function parsed(file: string, line: string, where: string): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    if (where === file) throw notOne(file)
    throw new CliError(`${where} is no JSON. Was the file cut short?`, { cause })
  }
}

function notOne(file: string): CliError {
  return new CliError(`${file} is no file of a mailing: pennypost mailing open writes one.`)
}

function toHead(json: unknown, file: string, { id, caip2, contracts }: Here): MailingHead {
  if (!isObject(json) || json.pennypost !== headMark.pennypost) throw notOne(file)
  if (json.version !== headMark.version)
    throw new CliError(`${file} is of a form that this version of pennypost does not know.`)
  const fields = jsonFields(json, file)
  const { chain, uri } = json
  const postOffice = fields.address('postOffice')
  if (chain !== caip2 || !isAddressEqual(postOffice, contracts.PostOffice))
    throw new CliError(
      `${file} is of PostOffice ${postOffice} on ${chain}, and this is ${contracts.PostOffice} on ${caip2}.`,
    )
  const mailingId = fields.bytes32('mailingId')
  const mailing = toMailing(json.mailing, file)
  if (mailingIdOf({ chainId: id, postOffice, mailing }) !== mailingId)
    throw new CliError(`${file} was changed: it is not of mailing ${mailingId}.`)
  return { chain: caip2, postOffice, mailingId, mailing, uri: typeof uri === 'string' ? uri : '' }
}

function toLetter(json: unknown, file: string, index: number): MailedLetter {
  const where = `Letter ${index} of ${file}`
  const fields = jsonFields(json, where)
  if (fields.count('index', 2 ** 32) !== index)
    throw new CliError(`${where} is not in its place. Was the file changed?`)
  const { recipient, body } = json as { recipient?: unknown; body?: unknown }
  return {
    ...{ inboxId: fields.bytes32('inboxId'), letterHash: fields.bytes32('letterHash') },
    recipient: parseIdOrAddress(String(recipient)),
    line: fields.count('line', 2 ** 32),
    ...(typeof body === 'string' && { body: new Uint8Array(Buffer.from(body, 'base64')) }),
  }
}
