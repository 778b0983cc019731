import type { Address, Hex } from 'viem'
import { zeroAddress } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'

export type GetRecoveryTransferParameters = { inboxId: Hex }

/** A transfer of the recovery that was started. */
export type GetRecoveryTransferReturnType =
  | {
      /** Who can accept it. */
      to: Address
      /** The recovery or guardian who started it. */
      startedBy: Address
      /** Unix seconds, like all times here. */
      startedAt: number
      /** The first second at which it can be accepted: two days after the start. */
      acceptableFrom: number
      /** The second from which it cannot be any more: 30 days after the start. */
      acceptableUntil: number
    }
  | undefined

const DAY_SECONDS = 86_400

/**
 * The transfer of an inbox's recovery that is under way. Recovery, guardian and every wallet can cancel it.
 *
 * Source: `InboxRegistry.recoveryTransferOf`.
 *
 * @returns undefined if there is none that could be accepted, now or later.
 *
 * @example
 * const transfer = await getRecoveryTransfer(client, { inboxId })
 */
export const getRecoveryTransfer = defineRead(
  inboxRegistry,
  ({ inboxId }: GetRecoveryTransferParameters) => ({
    functionName: 'recoveryTransferOf',
    args: [inboxId],
  }),
  ([to, startedBy, startedAt]: readonly [
    Address,
    Address,
    number,
  ]): GetRecoveryTransferReturnType => {
    if (to === zeroAddress) return undefined
    const acceptableFrom = startedAt + 2 * DAY_SECONDS
    const acceptableUntil = startedAt + 30 * DAY_SECONDS
    return { to, startedBy, startedAt, acceptableFrom, acceptableUntil }
  },
)
