import type { Hex } from 'viem'
import type { AsOf } from '../../protocol/wire/asOf.ts'
import { findAnywhere } from '../answers/findAnywhere.ts'
import { ApiError } from '../problem.ts'
import type { BlockRow } from '../queries/database.ts'
import type { Chain, Services } from '../services.ts'

type Row = { asOf: BlockRow | null; found: object | null }
type Found<R extends Row> = Omit<R, 'found' | 'asOf'> & {
  found: NonNullable<R['found']>
  asOf: AsOf
}

/**
 * Finds a mailing on the one chain that has it, as its id has the chain inside.
 *
 * @param read - What to read of a chain; `found` is null where the chain has no such mailing.
 * @throws {ApiError} `mailing_not_found`, or what ails a chain that may have it.
 */
export async function findMailing<R extends Row>(
  services: Services,
  mailingId: Hex,
  read: (chain: Chain) => Promise<readonly R[]>,
): Promise<Found<R>> {
  const chains = [...services.chains.keys()]
  const absent = new ApiError('mailing_not_found', { mailingId, chains })
  const isThere = ({ found }: R) => found !== null
  const { row, asOf } = await findAnywhere(services, absent, read, isThere)
  // Safety: `isThere` has seen to it.
  return { ...row, found: row.found as NonNullable<R['found']>, asOf }
}
