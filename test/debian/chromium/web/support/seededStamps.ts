import type { ApiSchemas } from '../../../../../sdk/src/index.ts'
import { apiOf } from './apiOf.ts'
import type { WebWorld } from './webWorld.ts'

/** Who paid for the stamps of the seeded scene. */
export const heidi = 8

/** The stamps of the seeded scene that are in a state now. */
export async function seededStamps(
  world: WebWorld,
  status: ApiSchemas['ListedStamp']['status'],
): Promise<readonly ApiSchemas['ListedStamp'][]> {
  const { address } = world.clientOf(heidi).account
  return (await apiOf(world).listSenderStamps({ address, status })).stamps
}

/** One of them. @throws {Error} There is none. */
export async function seededStamp(
  world: WebWorld,
  status: ApiSchemas['ListedStamp']['status'],
): Promise<ApiSchemas['ListedStamp']> {
  const [stamp] = await seededStamps(world, status)
  if (!stamp) throw new Error(`The scene has no stamp that is ${status}`)
  return stamp
}
