import type { AsOf } from '../../protocol/wire/asOf.ts'
import type { ApiError } from '../problem.ts'
import type { BlockRow } from '../queries/database.ts'
import type { Chain, Services } from '../services.ts'

/**
 * Asks all chains at once for what has its chain in its id, and waits for the one that has it. A chain in trouble matters
 * only if no other has it.
 *
 * @param absent - Thrown where no chain has it.
 * @param read - What to read of a chain: one row.
 * @param isThere - Whether the chain has it, going by its row.
 * @throws {ApiError} `absent`, or what ails a chain that may have it.
 */
export async function findAnywhere<Row extends { asOf: BlockRow | null }>(
  services: Services,
  absent: ApiError,
  read: (chain: Chain) => Promise<readonly Row[]>,
  isThere: (row: Row) => boolean,
): Promise<{ chain: Chain; row: Row; asOf: AsOf }> {
  async function look(chain: Chain) {
    const [row] = await read(chain)
    const asOf = await chain.freshness.check(row?.asOf ?? null)
    if (!row || !isThere(row)) throw absent
    return { chain, row, asOf }
  }
  try {
    return await Promise.any([...services.chains.values()].map(look))
  } catch (error) {
    const { errors } = error as AggregateError
    throw errors.find((other) => other !== absent) ?? absent
  }
}
