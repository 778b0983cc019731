import { ContractRefusalError } from '../../../sdk/src/errors/ContractRefusalError.ts'

export type Refusal = Pick<ContractRefusalError, 'contract' | 'errorName' | 'args' | 'shortMessage'>

/**
 * How a contract refuses a call.
 *
 * @throws It did not refuse, or something else was wrong.
 */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  const error = await call.then(
    () => new Error('The call was not refused.'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof ContractRefusalError)) throw error
  const { contract, errorName, args, shortMessage } = error
  return { contract, errorName, args, shortMessage }
}
