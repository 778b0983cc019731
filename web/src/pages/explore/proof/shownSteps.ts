import type { StepState } from '../../../ui/Steps.tsx'
import type { CheckStep, StampCheck } from './StampCheck.ts'
import { checkSteps } from './StampCheck.ts'
import type { RunningCheck } from './useStampCheck.ts'

const labels: Readonly<Record<CheckStep, string>> = {
  answer: 'The API gave a storage proof',
  header: 'The block’s header hashes to the block’s hash',
  account: 'Its state holds the PostOffice contract',
  word: 'The contract’s storage holds the word of this stamp',
  fields: 'What is shown above hashes to the stamp’s id',
  state: 'The word says the state that is shown above',
  chain: 'The node has this very block',
}

/** The steps of a check, and how far each is. What comes after a failure was not looked at. */
export function shownSteps({
  under,
  check,
  nodeName,
}: Pick<RunningCheck, 'under' | 'check' | 'nodeName'>): {
  label: string
  state: StepState
}[] {
  const reached = checkSteps.indexOf(under ?? check?.step ?? 'answer')
  return checkSteps.map((step, i) => ({
    label: step === 'chain' ? `${blockOf(check)} is that of ${nodeName}` : labels[step],
    state: i < reached ? 'done' : i > reached ? 'waiting' : stateOf({ under, check }),
  }))
}

const blockOf = (check: StampCheck | undefined) =>
  check?.block ? `Block ${check.block.number}` : 'The block'

function stateOf({ under, check }: Pick<RunningCheck, 'under' | 'check'>): StepState {
  if (under !== undefined) return 'busy'
  if (check?.outcome === 'proven') return 'done'
  return check?.outcome === 'false' ? 'failed' : 'waiting'
}
