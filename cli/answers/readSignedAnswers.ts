import type { CollectMailForParameters, SettleForParameters } from '@pennypost/sdk'
import { isAddressEqual } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { isObject, jsonFields } from './jsonFields.ts'
import { claimsOf, toMailing } from './mailOfFile.ts'
import { toStamp } from './postedStamp.ts'
import { nameOfFile, readDocuments } from './readDocuments.ts'

/**
 * What `collect --sign` or `return --sign` printed, from a file or stdin, for the node's chain.
 *
 * @throws {CliError} It is something else, or of another chain or deployment.
 */
export async function readSignedAnswers(
  context: Context,
  act: 'collect' | 'return',
  file: string,
): Promise<{
  answers: readonly SettleForParameters[]
  letters: readonly CollectMailForParameters[]
}> {
  const name = nameOfFile(file)
  const [json, ...more] = readDocuments(file)
  const isWhole = isObject(json) && Array.isArray(json.answers) && Array.isArray(json.letters)
  if (!isWhole || more.length > 0 || json.pennypost !== act)
    throw new CliError(`${name} is not what pennypost ${act} --sign prints.`)
  const { caip2, contracts } = await context.chain()
  const postOffice = jsonFields(json, name).address('postOffice')
  if (json.chain !== caip2 || !isAddressEqual(postOffice, contracts.PostOffice))
    throw new CliError(
      `${name} was signed for PostOffice ${postOffice} on ${json.chain}, and this is ${contracts.PostOffice} on ${caip2}.`,
    )
  return {
    answers: (json.answers as unknown[]).map((answer) => toAnswer(answer, act, name)),
    letters: (json.letters as unknown[]).map((letters) => toLetters(letters, name)),
  }
}

function toAnswer(json: unknown, act: 'collect' | 'return', name: string): SettleForParameters {
  const { address, bytes } = jsonFields(json, name)
  const { stamps, collect } = isObject(json) ? json : {}
  if (!Array.isArray(stamps) || stamps.length === 0)
    throw new CliError(`${name} has no stamps in an answer.`)
  if (collect !== (act === 'collect')) throw new CliError(`An answer in ${name} is not to ${act}.`)
  return {
    stamps: stamps.map((stamp) => toStamp(stamp, name)),
    collect,
    wallet: address('wallet'),
    signature: bytes('signature'),
  }
}

function toLetters(json: unknown, name: string): CollectMailForParameters {
  const { address, bytes, count } = jsonFields(json, name)
  const { mailing } = isObject(json) ? json : {}
  return {
    mailing: toMailing(mailing, name),
    claims: claimsOf(json, name),
    wallet: address('wallet'),
    deadline: count('deadline', Number.MAX_SAFE_INTEGER),
    signature: bytes('signature'),
  }
}
