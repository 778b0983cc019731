import type { Address, Hash, TransactionReceipt } from 'viem'
import { isAddressEqual, zeroAddress } from 'viem'
import { simulateContract, writeContract } from 'viem/actions'
import type { PennypostClient } from '../chain/client.ts'
import { isOutage } from '../chain/isOutage.ts'
import { noteUnclear } from '../chain/mayBeSent.ts'
import { AllowanceTooLowError } from '../errors/AllowanceTooLowError.ts'
import { InvalidParameterError } from '../errors/InvalidParameterError.ts'
import { revertOf } from '../errors/revertOf.ts'
import { tokenRefusalOf } from '../errors/tokenRefusalOf.ts'
import { tokenAbi as abi } from '../tokens/tokenAbi.ts'
import { tokenAllowance } from '../tokens/tokenAllowance.ts'
import type { Flow, FlowOptions } from './flowOptions.ts'
import { flowOf, tokenRoles } from './flowOptions.ts'
import type { StepOption } from './step.ts'
import { sendStep } from './step.ts'

export type EnsureAllowanceParameters = FlowOptions &
  StepOption & {
    /** An ERC-20 token. */
    token: Address
    /** What the PostOffice must be able to take, in the token's smallest unit. */
    amount: bigint
    /** What to approve where less is allowed: `amount` unless given. Give more for an allowance that lasts. */
    approveAmount?: bigint | undefined
  }

/** What was approved, if anything had to be. */
export type EnsureAllowanceReturnType = {
  /** What the PostOffice may take now, in the token's smallest unit. */
  allowance: bigint
  /** Of the transactions that were sent, all mined; none where enough was allowed. */
  hashes: readonly Hash[]
}

/**
 * Lets the PostOffice take `amount` of the account's tokens, unless it may already. Waits until that is mined.
 *
 * Tokens that answer nothing are taken, and of those that want an allowance to be taken back before it is changed, as USDT on Ethereum, it
 * is. What is allowed in the end is read from the token: a wallet may let its owner confirm less.
 *
 * @throws {InvalidParameterError} The token is the native one, or `approveAmount` is below `amount`.
 * @throws {TokenRefusalError} The token refuses to be approved, as where it is paused; the approval was not sent.
 * @throws {AllowanceTooLowError} Less was approved than was asked.
 * @throws {TransactionFailedError} A transaction was refused after all, or replaced.
 *
 * @example
 * const { hashes } = await ensureAllowance(client, { token: usdc, amount: 5_000_000n })
 */
export async function ensureAllowance(
  client: PennypostClient,
  parameters: EnsureAllowanceParameters,
): Promise<EnsureAllowanceReturnType> {
  const { token, amount: needed, approveAmount = needed, onStep } = parameters
  checkParameters(token, needed, approveAmount)
  const flow = await flowOf(client, parameters)
  const roles = { token, ...tokenRoles(flow) }
  const before = await tokenAllowance(client, roles)
  if (before >= needed) return { allowance: before, hashes: [] }

  const receipts: TransactionReceipt[] = []
  const send = async (name: 'resetAllowance' | 'approve', amount: bigint) => {
    const { receipt } = await sendStep(client, { name, onStep }, async () => ({
      hash: await approve(client, flow, token, amount),
    }))
    receipts.push(receipt)
    return receipt
  }
  if (before > 0n && !(await canApprove(client, flow, token, approveAmount)))
    await send('resetAllowance', 0n)
  const { blockNumber } = await send('approve', approveAmount)
  const allowance = await tokenAllowance(client, { ...roles, blockNumber })
  if (allowance < needed)
    throw new AllowanceTooLowError({ token, owner: roles.owner, allowance, needed })
  return { allowance, hashes: receipts.map(({ transactionHash }) => transactionHash) }
}

function checkParameters(token: Address, amount: bigint, approveAmount: bigint): void {
  if (isAddressEqual(token, zeroAddress))
    throw new InvalidParameterError('token', 'The native token knows no allowance, and needs none.')
  if (approveAmount < amount)
    throw new InvalidParameterError(
      'approveAmount',
      `\`approveAmount\` of ${approveAmount} is below the \`amount\` of ${amount} that is needed.`,
    )
}

function requestOf(client: PennypostClient, flow: Flow, token: Address, amount: bigint) {
  const { account, contracts, maxFeePerGas, maxPriorityFeePerGas } = flow
  return {
    ...{ abi, address: token, functionName: 'approve', args: [contracts.PostOffice, amount] },
    ...{ account, chain: client.chain ?? null },
    ...(maxFeePerGas !== undefined && { maxFeePerGas }),
    ...(maxPriorityFeePerGas !== undefined && { maxPriorityFeePerGas }),
  } as never
}

async function approve(
  client: PennypostClient,
  flow: Flow,
  token: Address,
  amount: bigint,
): Promise<Hash> {
  const request = requestOf(client, flow, token, amount)
  try {
    await simulateContract(client, request)
    return await noteUnclear(writeContract(client, request))
  } catch (error) {
    const reverted = revertOf(error)
    throw (reverted && tokenRefusalOf([token], reverted, error as Error)) ?? error
  }
}

async function canApprove(
  client: PennypostClient,
  flow: Flow,
  token: Address,
  amount: bigint,
): Promise<boolean> {
  try {
    await simulateContract(client, requestOf(client, flow, token, amount))
    return true
  } catch (error) {
    if (isOutage(error)) throw error
    return false
  }
}
