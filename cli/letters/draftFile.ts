import { rmSync } from 'node:fs'
import type { Stamp } from '@pennypost/sdk'
import { letterHash } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import { readJsonFile } from '../accounts/files.ts'
import { identified, toStamp } from '../answers/postedStamp.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { writeNewFile } from '../files/writeNewFile.ts'
import { toJson } from '../print/toJson.ts'

/**
 * A letter that postage was, or may have been, paid for and that its relay has not confirmed yet. The postage is for these very bytes:
 * without them it is lost to the sender until it expires.
 */
export type Draft = {
  inboxId: Hex
  relay: Address
  /** Where the relay was reached. */
  url: string
  sealed: Uint8Array
  /** Whether its sender is not to sign that it is theirs. */
  unsigned: boolean
  stampId: Hex
  stamp: Stamp
}

type DraftFile = Omit<Draft, 'sealed' | 'stamp' | 'unsigned'> & {
  pennypost: 'letter'
  /** Missing in files of earlier versions. */
  unsigned?: boolean
  chain: string
  letterHash: Hex
  stamp: Record<keyof Stamp, string>
  /** Base64. */
  sealed: string
}

/** The name of a draft, unless somebody named it. */
export function draftName(hash: Hex): string {
  return `letter-${hash.slice(2, 14)}.json`
}

/**
 * Writes a draft, safely on the disk when it returns, and never over another file.
 *
 * @throws It cannot be written: then nothing may be paid.
 */
export function writeDraft(file: string, chain: string, draft: Draft): void {
  const { sealed, ...known } = draft
  const hash = letterHash(sealed)
  const content = { pennypost: 'letter', chain, letterHash: hash, ...known, sealed: base64(sealed) }
  writeNewFile(file, [`${toJson(content, 2)}\n`])
}

/** Throws a draft away. One that is gone already is no matter. */
export function removeDraft(file: string): void {
  rmSync(file, { force: true })
}

/**
 * Reads a draft of the node's chain.
 *
 * @throws {CliError} It is another file, of another chain, or its parts do not belong together.
 */
export async function readDraft(context: Context, file: string): Promise<Draft> {
  const content = (readJsonFile(file) ?? {}) as Partial<DraftFile>
  const { pennypost, chain, inboxId, relay, url, stampId, sealed, unsigned = false } = content
  const texts = [inboxId, relay, url, stampId, sealed]
  const isTyped = texts.every((text) => typeof text === 'string') && typeof unsigned === 'boolean'
  if (pennypost !== 'letter' || !isTyped)
    throw new CliError(`${file} is no letter that pennypost send has kept.`)
  const { caip2 } = await context.chain()
  if (chain !== caip2) throw new CliError(`${file} is of ${chain}, and this is ${caip2}.`)
  // Safety: they were looked at above, all together.
  const known = { inboxId, relay, url, stampId, unsigned } as Omit<Draft, 'sealed' | 'stamp'>
  const stamp = toStamp(content.stamp, file)
  const draft = { ...known, stamp, sealed: new Uint8Array(Buffer.from(String(sealed), 'base64')) }
  if (await isWhole(context, draft)) return draft
  throw new CliError(`${file} was changed, or is of another deployment: its stamp is not for it.`)
}

async function isWhole(context: Context, draft: Draft): Promise<boolean> {
  const { stamp, stampId, inboxId, relay, sealed } = draft
  return (
    (await identified(context, stamp)).stampId === stampId &&
    stamp.letterHash === letterHash(sealed) &&
    stamp.inboxId === inboxId &&
    stamp.relay.toLowerCase() === relay.toLowerCase()
  )
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
