import type { Hash, TransactionReceipt } from 'viem'
import type { PennypostClient } from '../chain/client.ts'
import { noteUnclear } from '../chain/mayBeSent.ts'
import { waitUntilMined } from './waitUntilMined.ts'

/** What a flow may do, one after another, each at most once. */
export type StepName =
  /** Takes an allowance back first, of a token that wants that. */
  'resetAllowance' | 'approve' | 'signPermit' | 'signAuthorization' | 'deposit' | 'post'

/** How far a flow is. */
export type Step = {
  name: StepName
  /** `asking`: the account is about to be asked; `sent`: a transaction is on its way; `done`: it is mined, or signed. */
  state: 'asking' | 'sent' | 'done'
  /** Of the transaction, once there is one; of what was mined, when done. */
  hash?: Hash | undefined
}

export type StepOption = {
  /** Called at each step. What it throws ends the flow. */
  onStep?: ((step: Step) => void) | undefined
}

/** Sends a transaction and waits until it is mined. Of what it throws `mayBeSent` tells whether the transaction may have gone out. */
export async function sendStep<sent extends { hash: Hash }>(
  client: PennypostClient,
  { name, onStep }: StepOption & { name: StepName },
  send: () => Promise<sent>,
): Promise<sent & { receipt: TransactionReceipt }> {
  onStep?.({ name, state: 'asking' })
  const sent = await send()
  const mined = async () => {
    onStep?.({ name, state: 'sent', hash: sent.hash })
    const receipt = await waitUntilMined(client, { hash: sent.hash })
    onStep?.({ name, state: 'done', hash: receipt.transactionHash })
    return { ...sent, receipt }
  }
  return await noteUnclear(mined())
}

/** Has something signed. */
export async function signStep<signed>(
  { name, onStep }: StepOption & { name: StepName },
  sign: () => Promise<signed>,
): Promise<signed> {
  onStep?.({ name, state: 'asking' })
  const signed = await sign()
  onStep?.({ name, state: 'done' })
  return signed
}
