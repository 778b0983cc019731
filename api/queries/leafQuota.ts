import type { Store } from '../store.ts'

/**
 * Charges a client for bytes of today (UTC).
 *
 * @param now - Milliseconds since 1970.
 * @returns Whether its quota allows them; if not, nothing is charged.
 */
export async function chargeLeaves(
  store: Store,
  client: string,
  charge: { bytes: number; quota: number; now: number },
): Promise<boolean> {
  if (charge.bytes > charge.quota) return false
  await store.query('delete from api.leaf_quota where day < $1::text::date - 1', [
    dayOf(charge.now),
  ])
  const rows = await store.query(
    `insert into api.leaf_quota as known (client, day, bytes) values ($1, $2::text::date, $3)
    on conflict (client, day) do update set bytes = known.bytes + excluded.bytes
    where known.bytes + excluded.bytes <= $4
    returning bytes`,
    [client, dayOf(charge.now), charge.bytes, charge.quota],
  )
  return rows.length > 0
}

/** Gives back what was charged at `now` and never came. */
export async function refundLeaves(
  store: Store,
  client: string,
  refund: { bytes: number; now: number },
): Promise<void> {
  await store.query(
    `update api.leaf_quota set bytes = greatest(0, bytes - $3)
    where client = $1 and day = $2::text::date`,
    [client, dayOf(refund.now), refund.bytes],
  )
}

const dayOf = (now: number) => new Date(now).toISOString().slice(0, 10)
