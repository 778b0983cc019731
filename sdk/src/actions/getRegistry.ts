import type { Address } from 'viem'
import { defineBareRead } from '../chain/defineRead.ts'
import { postOffice } from '../chain/postOffice.ts'

/**
 * Address of the InboxRegistry that the PostOffice believes.
 *
 * Source: `PostOffice.registry`.
 *
 * @example
 * const registry = await getRegistry(client)
 */
export const getRegistry = defineBareRead(
  postOffice,
  () => ({ functionName: 'registry', args: [] }),
  (registry: Address) => registry,
)
