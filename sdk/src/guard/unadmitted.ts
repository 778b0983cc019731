import type { Hex } from 'viem'
import type { Stamp } from '../../../protocol/eip712/postOffice.ts'

/** Postage whose carriage is the relay's once it is admitted: a stamp, or a mailing, of which only the id is known from a letter. */
export type Unadmitted =
  | { stampId: Hex; stamp: Stamp; mailingId?: undefined; expiresAt: number }
  | { mailingId: Hex; stampId?: undefined; stamp?: undefined; expiresAt: number }

/**
 * The id of the stamp or mailing.
 *
 * @param parameters - As a store lists it.
 * @example
 * const postageIds = (await store.listUnadmitted(200)).map(postageIdOf)
 */
export function postageIdOf({ stampId, mailingId }: Unadmitted): Hex {
  // Safety: one of them is given.
  return (stampId ?? mailingId) as Hex
}
