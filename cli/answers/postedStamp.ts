import type { Stamp } from '@pennypost/sdk'
import { stampIdOf } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { jsonFields } from './jsonFields.ts'

/** A whole stamp with the id that its hash is. */
export type PostedStamp = { stampId: Hex; stamp: Stamp }

/**
 * A stamp as JSON has it, of the API or of a file.
 *
 * @throws {CliError} A field is missing, or is not what it has to be.
 */
export function toStamp(json: unknown, where: string): Stamp {
  const { address, amount, bytes32, count } = jsonFields(json, where)
  return {
    sender: address('sender'),
    relay: address('relay'),
    token: address('token'),
    inboxId: bytes32('inboxId'),
    letterHash: bytes32('letterHash'),
    carriage: amount('carriage'),
    stake: amount('stake'),
    expiresAt: count('expiresAt', 2 ** 40),
  }
}

/** Which stamp it is on the node's chain. */
export async function identified(context: Context, stamp: Stamp): Promise<PostedStamp> {
  const { id: chainId, contracts } = await context.chain()
  const stampId = stampIdOf({ chainId, postOffice: contracts.PostOffice, stamp })
  return { stampId, stamp }
}
