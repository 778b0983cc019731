import type { Call } from '@pennypost/sdk'
import { maxUint128 } from 'viem'
import { estimateFeesPerGas, estimateGas, getBalance } from 'viem/actions'
import type { WalletClient } from '../wallet/createWalletClient.ts'
import { NotEnoughMoneyError } from './NotEnoughMoneyError.ts'

/**
 * Sees that the account can pay for calls, the gas of the first of them with it.
 *
 * @throws {NotEnoughMoneyError} It cannot.
 */
export async function checkMoney(client: WalletClient, calls: readonly Call[]): Promise<void> {
  const { address } = client.account
  const value = calls.reduce((sum, call) => sum + call.value, 0n)
  const balance = await getBalance(client, { address, blockTag: 'pending' })
  const [first] = calls
  const gas = first && (await gasCost(client, first, balance < value))
  const needed = value + (gas ?? 0n)
  if (balance < needed)
    throw new NotEnoughMoneyError({ balance, needed, isWithGas: gas !== undefined })
}

/** The most that the gas of a call may cost, in wei; undefined where the node does not say. */
async function gasCost(
  client: WalletClient,
  call: Call,
  isPoor: boolean,
): Promise<bigint | undefined> {
  const { address } = client.account
  // Who cannot pay for the call itself is told the gas as of somebody who can.
  const stateOverride = [{ address, balance: maxUint128 }]
  try {
    const [gas, fees] = await Promise.all([
      estimateGas(client, { account: address, ...call, ...(isPoor && { stateOverride }) }),
      estimateFeesPerGas(client),
    ])
    return gas * fees.maxFeePerGas
  } catch {
    // Why it fails, if it does, its simulation tells better.
    return undefined
  }
}
