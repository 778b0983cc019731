import type { Stamp } from '../../../../../sdk/src/index.ts'
import { apiOf } from './apiOf.ts'
import { seededStamps } from './seededStamps.ts'
import type { DevClient, WebWorld } from './webWorld.ts'

/** A stamp of the seeded scene that one of the first accounts may collect, with a client of that. @throws {Error} There is none. */
export async function collectableStamp(
  world: WebWorld,
): Promise<{ stampId: string; stamp: Stamp; client: DevClient }> {
  const clients = Array.from({ length: 8 }, (_, index) => world.clientOf(index))
  const { timestamp } = await world.clientOf(0).getBlock()
  const found = [...(await seededStamps(world, 'admitted')), ...(await seededStamps(world, 'open'))]
  for (const { stampId, inboxId, expiresAt, ...stamp } of found) {
    const { inbox } = await apiOf(world).getInbox({ inboxId })
    const client = clients.find(({ account }) =>
      inbox.wallets.some(({ wallet }) => wallet === account.address),
    )
    if (!client || expiresAt <= Number(timestamp) + 600) continue
    const { sender, relay, token, letterHash, carriage, stake } = stamp
    return {
      ...{ stampId, client },
      stamp: {
        ...{ sender, relay, token, inboxId, letterHash, expiresAt },
        ...{ carriage: BigInt(carriage), stake: BigInt(stake) },
      },
    }
  }
  throw new Error('The scene has no stamp that can be collected')
}
