import type { Address, Hex } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'
import { unlessZero } from '../chain/unlessZero.ts'

export type GetGuardianParameters = { inboxId: Hex }

/** An inbox's guardian, and the next one. */
export type GetGuardianReturnType = {
  /** In office now; undefined: nobody. */
  current: Address | undefined
  /** In office from `from` on; undefined: nobody. Means nothing while `from` is undefined. */
  next: Address | undefined
  /** Unix seconds; undefined: no change is coming. */
  from: number | undefined
}

/**
 * Who besides the recovery can start handing an inbox over, by the time of the block.
 *
 * Source: `InboxRegistry.guardianOf`.
 *
 * @returns All undefined for an inbox without guardian, or one that is not registered.
 *
 * @example
 * const { current, next, from } = await getGuardian(client, { inboxId })
 */
export const getGuardian = defineRead(
  inboxRegistry,
  ({ inboxId }: GetGuardianParameters) => ({ functionName: 'guardianOf', args: [inboxId] }),
  ([current, next, from]: readonly [Address, Address, number]): GetGuardianReturnType => ({
    current: unlessZero(current),
    next: unlessZero(next),
    from: from === 0 ? undefined : from,
  }),
)
