import { readFileSync } from 'node:fs'
import type { Signed } from '@pennypost/sdk'
import { PennypostError, parseSigned } from '@pennypost/sdk'
import { isAddress, isAddressEqual } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import type { SignedKind } from './signOnly.ts'

/** Which action sends what is signed. */
const actions = { link: 'linkWallet', register: 'registerInboxFor' } as const

type Document = { pennypost?: unknown; chain?: unknown; registry?: unknown; signed?: unknown }

/**
 * What --sign printed, from a file or stdin, for the node's chain. Somebody else wrote it: it has what is signed in it, and no word on how
 * it is sent.
 *
 * @throws {CliError} It is something else, or of another chain or deployment.
 */
export async function readSigned<kind extends SignedKind>(
  context: Context,
  kind: kind,
  file: string,
): Promise<Signed<(typeof actions)[kind]>> {
  const { chain, registry, pennypost, signed } = parsed(file)
  const { caip2, contracts } = await context.chain()
  if (pennypost !== kind || typeof registry !== 'string' || !isAddress(registry))
    throw new CliError(`${nameOf(file)} is not what pennypost inbox ${kind} --sign prints.`)
  const isHere = isAddressEqual(registry, contracts.InboxRegistry)
  if (chain !== caip2 || !isHere)
    throw new CliError(
      `${nameOf(file)} was signed for InboxRegistry ${registry} on ${chain}, and this is ${contracts.InboxRegistry} on ${caip2}.`,
    )
  try {
    return parseSigned(actions[kind], signed)
  } catch (cause) {
    const why = cause instanceof PennypostError ? ` ${cause.shortMessage}` : ''
    throw new CliError(`${nameOf(file)} is not what pennypost inbox ${kind} --sign prints:${why}`, {
      cause,
    })
  }
}

function parsed(file: string): Document {
  const text = readFileSync(file === '-' ? 0 : file, 'utf8')
  try {
    return (JSON.parse(text) ?? {}) as Document
  } catch (cause) {
    throw new CliError(`${nameOf(file)} is no JSON.`, { cause })
  }
}

function nameOf(file: string): string {
  return file === '-' ? 'Stdin' : file
}
