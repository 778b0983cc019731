import type { World } from '../postOfficeWorld.ts'
import { NOW } from '../postOfficeWorld.ts'
import type { Operation } from './operation.ts'

const TWO_DAYS = 2 * 86_400

const startTransfer = ({ registry, wallet, stranger, inboxId }: World) =>
  registry.write.startRecoveryTransfer([inboxId, stranger.address], { account: wallet })

/** Who takes an inbox over. */
export const recovery: Operation[] = [
  {
    name: 'setGuardian, the first of an inbox',
    count: 1,
    measure: ({ gasOf, registry, wallet, stranger, inboxId }) =>
      gasOf(registry.write.setGuardian([inboxId, stranger.address], { account: wallet })),
  },
  {
    name: 'startRecoveryTransfer',
    count: 1,
    measure: (world) => world.gasOf(startTransfer(world)),
  },
  {
    name: 'cancelRecoveryTransfer',
    count: 1,
    measure: async (world) => {
      const { gasOf, registry, wallet, inboxId } = world
      await startTransfer(world)
      return gasOf(registry.write.cancelRecoveryTransfer([inboxId], { account: wallet }))
    },
  },
  {
    name: 'acceptRecoveryTransfer',
    count: 1,
    measure: async (world) => {
      const { gasOf, registry, stranger, inboxId, nextAt } = world
      await startTransfer(world)
      await nextAt(NOW + 2 * TWO_DAYS)
      return gasOf(registry.write.acceptRecoveryTransfer([inboxId], { account: stranger }))
    },
  },
]
