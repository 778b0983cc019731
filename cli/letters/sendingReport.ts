import type { Step as FlowStep } from '@pennypost/sdk'
import type { Context } from '../context.ts'
import { createReceipts } from '../plan/createReceipts.ts'
import type { Mined, Stage } from '../plan/step.ts'

/** Tells how sending goes, and keeps what was mined. */
export type SendingReport = {
  /** A transaction on its way. */
  told(step: FlowStep): void
  /** What is waited for, once each. */
  wait(reason: string): void
  /** Whether the stamp's transaction was sent. */
  isPaid(): boolean
  mined(): Promise<readonly Mined[]>
}

const labels: Readonly<Record<string, string>> = {
  resetAllowance: 'Take the old allowance back',
  approve: 'Approve the amount',
  post: 'Post the stamp',
}

const waits: Readonly<Record<string, string>> = {
  free: 'it has not seen yet that the letter is free',
  not_final: 'what speaks for the letter is too new for it',
  postage_unknown: 'it has not seen the stamp yet',
  unreachable: 'it does not answer',
}

export function createSendingReport({ output }: Context, stage: Stage): SendingReport {
  const receipts = createReceipts(stage)
  const said = new Set<string>()
  let isPaid = false
  return {
    told({ name, state, hash }) {
      const label = labels[name]
      if (!label || !hash) return
      if (name === 'post') isPaid = true
      if (state === 'sent') stage.report.sent(label, hash)
      if (state === 'done') receipts.add(label, hash)
    },
    wait(reason) {
      if (said.has(reason)) return
      said.add(reason)
      output.note(`Waiting for the relay: ${waits[reason] ?? 'it is busy'}.`)
    },
    isPaid: () => isPaid,
    mined: () => receipts.all(),
  }
}
