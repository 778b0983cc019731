import type { MailClaim, Mailing } from '@pennypost/sdk'
import { mailingIdOf } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { joinedMail } from './joinedMail.ts'
import { isObject, jsonFields } from './jsonFields.ts'
import { nameOfFile, readDocuments } from './readDocuments.ts'

/** A whole mailing with the id that its hash is, and some of its letters with their proofs. */
export type Mail = {
  mailingId: Hex
  mailing: Mailing
  claims: readonly MailClaim[]
  /** Whether there may be more letters to the inbox: the list was not looked through. */
  isPartial?: boolean | undefined
}

/**
 * Mailings and letters of them from a file as `mailing prove` writes it, for one letter or a line for each.
 *
 * @throws {CliError} There is none in it, or a mailing is not the one whose id stands beside it.
 */
export async function mailOfFile(context: Context, file: string): Promise<readonly Mail[]> {
  const name = nameOfFile(file)
  const found = await Promise.all(
    readDocuments(file)
      .flat()
      .map((json) => mailOf(context, json, name)),
  )
  if (found.length > 0) return joinedMail(found)
  throw new CliError(`${name} has no mailing in it.`)
}

async function mailOf(context: Context, json: unknown, where: string): Promise<Mail> {
  if (!isObject(json) || !isObject(json.mailing))
    throw new CliError(
      `${where} is not what pennypost mailing prove writes: it has no \`mailing\`.`,
    )
  const mailing = toMailing(json.mailing, where)
  const { caip2 } = await context.chain()
  if (typeof json.chain === 'string' && json.chain !== caip2)
    throw new CliError(`${where} is of chain ${json.chain}, and the node is on ${caip2}.`)
  const mailingId = await mailingIdOn(context, mailing)
  const said = json.mailingId ?? json.mailing.mailingId
  if (typeof said === 'string' && said.toLowerCase() !== mailingId)
    throw new CliError(
      `${where} is not of mailing ${said}: on ${caip2} its id is ${mailingId}. Is it of another chain or deployment?`,
    )
  return { mailingId, mailing, claims: claimsOf(json, where) }
}

/** The id of a mailing on the node's chain. */
export async function mailingIdOn(context: Context, mailing: Mailing): Promise<Hex> {
  const { id: chainId, contracts } = await context.chain()
  return mailingIdOf({ chainId, postOffice: contracts.PostOffice, mailing })
}

/** A mailing as JSON has it. @throws {CliError} A field is missing, or is not what it has to be. */
export function toMailing(json: unknown, where: string): Mailing {
  const { address, amount, bytes32, count } = jsonFields(json, where)
  return {
    sender: address('sender'),
    relay: address('relay'),
    token: address('token'),
    root: bytes32('root'),
    carriage: amount('carriage'),
    stake: amount('stake'),
    count: count('count', 2 ** 32),
    expiresAt: count('expiresAt', 2 ** 40),
  }
}

/** Letters of a mailing: in a list as `claims`, or one beside its mailing. */
export function claimsOf(json: unknown, where: string): readonly MailClaim[] {
  if (!isObject(json)) return []
  const list = Array.isArray(json.claims) ? json.claims : 'index' in json ? [json] : []
  return list.map((claim) => toClaim(claim, where))
}

function toClaim(json: unknown, where: string): MailClaim {
  const { bytes32, bytes32s, count } = jsonFields(json, where)
  return {
    index: count('index', 2 ** 32),
    inboxId: bytes32('inboxId'),
    letterHash: bytes32('letterHash'),
    proof: bytes32s('proof'),
  }
}
