import type { StepName } from '@pennypost/sdk'

/** What `fund` does at each step, as a step of an act. */
export const fundLabels: Readonly<Record<StepName, string>> = {
  resetAllowance: 'Take the former allowance back',
  approve: 'Allow exactly this amount',
  signPermit: 'Sign for exactly this amount',
  signAuthorization: 'Sign for exactly this amount',
  deposit: 'Deposit',
  post: 'Post',
}
