import type { PostInput } from '@pennypost/sdk'
import { getLedgerBalance, post, TokenBalanceTooLowError } from '@pennypost/sdk'
import { erc20Abi, formatEther, isAddressEqual, zeroAddress } from 'viem'
import { getBalance, readContract } from 'viem/actions'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'
import { previewOf } from '../plan/actionStep.ts'
import { previewApproval } from '../plan/fundStep.ts'
import type { Previewed, PreviewStage } from '../plan/step.ts'

const label = 'Post the stamp'

/**
 * What paying for a letter would send: the balance in the PostOffice is used first, and of other tokens the rest is approved.
 *
 * @throws What it would be refused with, as far as that can be known before anything is approved.
 */
export async function stampPreview(
  input: PostInput,
  stage: PreviewStage,
): Promise<readonly Previewed[]> {
  const { client, account: owner, contracts } = stage
  const { token } = input
  const postage = input.carriage + input.stake
  const balance = await getLedgerBalance(client, { owner, token, contracts })
  const isNative = isAddressEqual(token, zeroAddress)
  const isCovered = balance >= postage
  const fromBalance = isCovered ? postage : balance
  const posting = isNative ? { input, fromBalance } : { input }
  const call = previewOf(label, post, posting, stage)
  const approval = isNative ? undefined : await approvalOf(input, postage - fromBalance, stage)
  if (approval) return [approval, call]
  // Some nodes estimate without looking at the balance.
  if (isNative) await checkNative(postage - fromBalance, stage)
  await post.estimateGas(client, { ...posting, account: owner, contracts })
  return [call]
}

async function checkNative(value: bigint, { client, account }: PreviewStage): Promise<void> {
  const balance = await getBalance(client, { address: account })
  if (balance >= value) return
  const text = (amount: bigint) =>
    `${formatEther(amount)} ${client.chain?.nativeCurrency.symbol ?? 'native'}`
  throw new CliError(
    `${account} has ${text(balance)} in its wallet, and the stamp takes ${text(value)} of it, and gas: ${text(value - balance)} and the gas are missing. Send them to that address, or pay for the stamp in with pennypost deposit.`,
    { exitCode: exitCodes.refused },
  )
}

/** Undefined: nothing has to be approved. @throws {TokenBalanceTooLowError} The account has less than it is to pay. */
async function approvalOf(
  { token }: PostInput,
  amount: bigint,
  stage: PreviewStage,
): Promise<Previewed | undefined> {
  if (amount === 0n) return undefined
  const { client, account: owner, contracts } = stage
  const of = { abi: erc20Abi, address: token } as const
  const balance = await readContract(client, { ...of, functionName: 'balanceOf', args: [owner] })
  if (balance < amount) throw new TokenBalanceTooLowError({ token, owner, balance, needed: amount })
  const args = [owner, contracts.PostOffice] as const
  const allowed = await readContract(client, { ...of, functionName: 'allowance', args })
  return allowed >= amount ? undefined : previewApproval({ token, amount }, stage)
}
