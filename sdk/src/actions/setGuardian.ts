import type { Address, Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'

export type SetGuardianParameters = {
  inboxId: Hex
  /** Who can start handing the inbox over should the recovery be lost; 0x0…0: nobody. */
  guardian: Address
}

/**
 * Names a guardian, in office two days from now. Replaces a change that is not in force yet. The recovery sends it.
 *
 * Source: `InboxRegistry.setGuardian`.
 *
 * @throws {ContractRefusalError} `NotRecovery`.
 *
 * @example
 * const hash = await setGuardian(client, { inboxId, guardian: friend })
 */
export const setGuardian = defineWrite(
  inboxRegistry,
  ({ inboxId, guardian }: SetGuardianParameters) => ({
    functionName: 'setGuardian',
    args: [inboxId, guardian],
  }),
)
