import type { Contracts } from '@pennypost/sdk'
import { waitUntilMined } from '@pennypost/sdk'
import type { TransactionReceipt } from 'viem'
import type { WalletClient } from '../wallet/createWalletClient.ts'
import { actionOf } from './actionOf.ts'
import { BatchRefusedError } from './BatchRefusedError.ts'
import { checkMoney } from './checkMoney.ts'
import { noteGoneOut } from './mayHaveGoneOut.ts'
import type { PlannedCall } from './plan.ts'
import { sendBatch } from './sendBatch.ts'

/** Who is told of calls by their place, while they are sent. */
export type SendWatcher = {
  onCalls(from: number, count: number, state: 'busy' | 'done'): void
  onChecking(): void
}

type Parameters = {
  calls: readonly PlannedCall[]
  contracts: Contracts
  canBatch: boolean
  watcher: SendWatcher
}

/**
 * Sends planned calls and waits until they are mined. Each is tried on the node before the wallet is asked.
 *
 * @throws {NotEnoughMoneyError} The account cannot pay for them; nothing was sent of what had not been mined before.
 * @throws What the actions throw.
 */
export async function sendPlanned(
  client: WalletClient,
  parameters: Parameters,
): Promise<readonly TransactionReceipt[]> {
  const { calls, canBatch } = parameters
  if (!canBatch || calls.length < 2) return await sendEach(client, parameters)
  try {
    return await sendAsOne(client, parameters)
  } catch (error) {
    // The wallet can make them one, but the person or the account would rather not: one after the other does the same.
    if (error instanceof BatchRefusedError) return await sendEach(client, parameters)
    throw error
  }
}

async function sendAsOne(client: WalletClient, { calls, contracts, watcher }: Parameters) {
  watcher.onChecking()
  watcher.onCalls(0, calls.length, 'busy')
  const actions = calls.map(actionOf)
  const raw = actions.map((action) => action.call(contracts))
  await checkMoney(client, raw)
  // What comes after the first may only be possible once that is done, and is for the wallet to try.
  await actions[0]?.simulate(client, { contracts })
  const receipts = await sendBatch(client, raw)
  watcher.onCalls(0, calls.length, 'done')
  return receipts
}

async function sendEach(client: WalletClient, { calls, contracts, watcher }: Parameters) {
  const receipts: TransactionReceipt[] = []
  const actions = calls.map(actionOf)
  for (const [place, action] of actions.entries()) {
    watcher.onChecking()
    watcher.onCalls(place, 1, 'busy')
    // All that is to come must be paid too: half of it is of no use.
    await checkMoney(
      client,
      actions.slice(place).map((later) => later.call(contracts)),
    )
    const hash = await action.send(client, { contracts })
    receipts.push(await noteGoneOut(waitUntilMined(client, { hash })))
    watcher.onCalls(place, 1, 'done')
  }
  return receipts
}
