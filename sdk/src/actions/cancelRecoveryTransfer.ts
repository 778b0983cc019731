import type { Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'

export type CancelRecoveryTransferParameters = { inboxId: Hex }

/**
 * Calls off the transfer of an inbox's recovery. The recovery, the guardian or a wallet of the inbox sends it.
 *
 * Source: `InboxRegistry.cancelRecoveryTransfer`.
 *
 * @throws {ContractRefusalError} `NotInCharge` or `NoRecoveryTransfer`.
 *
 * @example
 * const hash = await cancelRecoveryTransfer(client, { inboxId })
 */
export const cancelRecoveryTransfer = defineWrite(
  inboxRegistry,
  ({ inboxId }: CancelRecoveryTransferParameters) => ({
    functionName: 'cancelRecoveryTransfer',
    args: [inboxId],
  }),
)
