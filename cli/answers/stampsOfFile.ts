import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { isObject } from './jsonFields.ts'
import type { PostedStamp } from './postedStamp.ts'
import { identified, toStamp } from './postedStamp.ts'
import { nameOfFile, readDocuments } from './readDocuments.ts'

/**
 * Whole stamps from a file, in each form that they are written in: alone, as `stamp` beside its id, or many of these; so what `send`
 * writes will do, and what the API answers.
 *
 * @throws {CliError} There is none in it, or one is not the stamp whose id stands beside it.
 */
export async function stampsOfFile(context: Context, file: string): Promise<PostedStamp[]> {
  const name = nameOfFile(file)
  const found = readDocuments(file).flatMap(stampsIn)
  if (found.length === 0) throw new CliError(`${name} has no stamp in it.`)
  const { caip2 } = await context.chain()
  return await Promise.all(
    found.map(async ({ json, stampId, chain }, index) => {
      const where = found.length === 1 ? name : `Stamp ${index + 1} of ${name}`
      if (chain !== undefined && chain !== caip2)
        throw new CliError(`${where} is of chain ${chain}, and the node is on ${caip2}.`)
      const posted = await identified(context, toStamp(json, where))
      if (stampId === undefined || stampId.toLowerCase() === posted.stampId) return posted
      throw new CliError(
        `${where} is not stamp ${stampId}: on ${caip2} its id is ${posted.stampId}. Is it of another chain or deployment?`,
      )
    }),
  )
}

type Found = { json: object; stampId?: Hex | undefined; chain?: string | undefined }

/** Wherever in a document something stands that has a letter's hash and a stake. */
function stampsIn(json: unknown): Found[] {
  if (Array.isArray(json)) return json.flatMap(stampsIn)
  if (!isObject(json)) return []
  if ('letterHash' in json && 'stake' in json) return [{ json, ...beside(json) }]
  const inner = ['stamp', 'stamps', 'paid'].flatMap((name) => stampsIn(json[name]))
  return inner.map((one) => ({ ...beside(json), ...one }))
}

/** What a document says of its stamp. */
function beside({ stampId, chain }: Readonly<Record<string, unknown>>): Omit<Found, 'json'> {
  return {
    ...(typeof stampId === 'string' && { stampId: stampId as Hex }),
    ...(typeof chain === 'string' && { chain }),
  }
}
