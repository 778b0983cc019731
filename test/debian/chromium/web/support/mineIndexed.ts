import { poll } from '../../../../../scripts/stack/poll.ts'
import { apiOf } from './apiOf.ts'
import type { WebWorld } from './webWorld.ts'

/** Mines a block, and waits until the API answers from it. */
export async function mineIndexed(world: WebWorld): Promise<void> {
  const client = world.clientOf(0)
  await client.mine({ blocks: 1 })
  const head = await client.getBlockNumber()
  await poll(
    async () => {
      const { chains } = await apiOf(world).getChains()
      return BigInt(chains[0]?.indexedBlock ?? 0) >= head
    },
    { for: 'the API to come to the newest block', within: 30_000 },
  )
}
