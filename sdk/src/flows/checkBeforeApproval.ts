import { isOutage } from '../chain/isOutage.ts'
import { ContractRefusalError } from '../errors/ContractRefusalError.ts'

/** Of the PostOffice's own errors this alone tells that an allowance may be what is missing. */
const OF_THE_TOKEN = 'SafeERC20FailedOperation'

/**
 * Tries a call that lacks only an allowance, so that nobody approves anything for what would be refused all the same. What the token says
 * is not minded.
 *
 * @throws {ContractRefusalError} The PostOffice itself would refuse.
 */
export async function checkBeforeApproval(simulate: () => Promise<unknown>): Promise<void> {
  try {
    await simulate()
  } catch (error) {
    if (isOutage(error) || isOwnRefusal(error)) throw error
  }
}

/** Whether it is the PostOffice that refuses, whatever is allowed, and not the token. */
export function isOwnRefusal(error: unknown): boolean {
  return error instanceof ContractRefusalError && error.errorName !== OF_THE_TOKEN
}
