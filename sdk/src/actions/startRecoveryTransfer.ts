import type { Address, Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'

export type StartRecoveryTransferParameters = {
  inboxId: Hex
  /** Who is to be the recovery, and accepts it from two to 30 days from now. */
  to: Address
}

/**
 * Starts handing an inbox over to another recovery. The recovery or the guardian of the inbox sends it.
 *
 * Source: `InboxRegistry.startRecoveryTransfer`; invariant 11 in docs/protocol.md.
 *
 * @throws {ContractRefusalError} `NotRecoveryOrGuardian`, `InvalidRecovery` or `RecoveryTransferPending`.
 *
 * @example
 * const hash = await startRecoveryTransfer(client, { inboxId, to: newRecovery })
 */
export const startRecoveryTransfer = defineWrite(
  inboxRegistry,
  ({ inboxId, to }: StartRecoveryTransferParameters) => ({
    functionName: 'startRecoveryTransfer',
    args: [inboxId, to],
  }),
)
