import { readFileSync } from 'node:fs'
import { isAddressEqual } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import type { SignedKind } from './signOnly.ts'

type Document = { pennypost?: unknown; chain?: unknown; registry?: unknown; signed?: unknown }

/** What --sign prints of each. Whatever else stood there would choose gas, price or contracts for the account that sends it. */
const signedFields: Readonly<Record<SignedKind, readonly string[]>> = {
  link: ['inboxId', 'wallet', 'deadline', 'signature'],
  register: ['inboxNonce', 'recovery', 'keys', 'wallet', 'deadline', 'signature'],
}

/**
 * What --sign printed, from a file or stdin, for the node's chain.
 *
 * @throws {CliError} It is something else, or of another chain or deployment.
 */
export async function readSigned<signed>(
  context: Context,
  kind: SignedKind,
  file: string,
): Promise<signed> {
  const { chain, registry, pennypost, signed } = parsed(file)
  const { caip2, contracts } = await context.chain()
  if (pennypost !== kind || typeof signed !== 'object' || signed === null)
    throw new CliError(`${nameOf(file)} is not what pennypost inbox ${kind} --sign prints.`)
  const isHere = isAddressEqual(registry as `0x${string}`, contracts.InboxRegistry)
  if (chain !== caip2 || !isHere)
    throw new CliError(
      `${nameOf(file)} was signed for InboxRegistry ${registry} on ${chain}, and this is ${contracts.InboxRegistry} on ${caip2}.`,
    )
  const foreign = Object.keys(signed).filter((name) => !signedFields[kind].includes(name))
  if (foreign.length > 0)
    throw new CliError(`${nameOf(file)} has ${foreign.join(', ')}, which nobody signs there.`)
  const { inboxNonce, ...rest } = signed as { inboxNonce?: string }
  return {
    ...rest,
    ...(inboxNonce !== undefined && { inboxNonce: BigInt(inboxNonce) }),
  } as unknown as signed
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
