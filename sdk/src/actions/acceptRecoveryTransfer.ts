import type { Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'

export type AcceptRecoveryTransferParameters = { inboxId: Hex }

/**
 * Takes an inbox over, from two to 30 days after the transfer was started. The new recovery sends it.
 *
 * Source: `InboxRegistry.acceptRecoveryTransfer`; invariant 11 in docs/protocol.md.
 *
 * @throws {ContractRefusalError} `NoRecoveryTransfer`, `NotNewRecovery` or `RecoveryTransferTooEarly`.
 *
 * @example
 * const hash = await acceptRecoveryTransfer(client, { inboxId })
 */
export const acceptRecoveryTransfer = defineWrite(
  inboxRegistry,
  ({ inboxId }: AcceptRecoveryTransferParameters) => ({
    functionName: 'acceptRecoveryTransfer',
    args: [inboxId],
  }),
)
