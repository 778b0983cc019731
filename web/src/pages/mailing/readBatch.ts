import type { ContractName } from '@pennypost/sdk'
import { abis, multicallPostOffice, multicallRegistry } from '@pennypost/sdk'
import type { Abi, Hex } from 'viem'
import { decodeFunctionResult, encodeFunctionData, zeroAddress } from 'viem'
import type { MailingContext, OnProgress } from './MailingContext.ts'

/** So many answers are far below what nodes let a call use and return. */
const mostAtOnce = 400

const multicalls = { InboxRegistry: multicallRegistry, PostOffice: multicallPostOffice } as const

/** A view of a contract that is asked many times. */
export type BatchQuestion = {
  contract: keyof typeof multicalls & ContractName
  functionName: string
  /** Arguments of each time that it is asked. */
  args: readonly (readonly unknown[])[]
}

/**
 * Asks a contract one view many times, by its own `multicall`: one request for each 400.
 *
 * @param onProgress - Called with how many were answered.
 * @returns What it answered each time, in order.
 */
export async function readBatch(
  { client, chain: { contracts } }: Pick<MailingContext, 'client' | 'chain'>,
  { contract, functionName, args }: BatchQuestion,
  onProgress: OnProgress = () => {},
): Promise<readonly unknown[]> {
  const abi: Abi = abis[contract]
  const to = contracts[contract]
  const answers: unknown[] = []
  for (let at = 0; at < args.length; at += mostAtOnce) {
    const calls = args.slice(at, at + mostAtOnce).map((each) => {
      const data = encodeFunctionData({ abi, functionName, args: each })
      return { to, data, value: 0n }
    })
    // Views do not look at who asks, but somebody has to.
    const asked = { calls, contracts, account: zeroAddress }
    const results = (await multicalls[contract].simulate(client, asked)) as readonly Hex[]
    answers.push(...results.map((data) => decodeFunctionResult({ abi, functionName, data })))
    onProgress(answers.length)
  }
  return answers
}
