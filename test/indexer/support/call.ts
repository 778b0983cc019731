import type {
  Abi,
  Address,
  ContractFunctionArgs,
  ContractFunctionName,
  EncodeFunctionDataParameters,
  Hex,
} from 'viem'
import { encodeFunctionData } from 'viem'

import type { Account } from './localClient.ts'

/** A transaction to send. */
export type Call = { from: Account; to: Address; data: Hex; value: bigint }

type Writable = 'nonpayable' | 'payable'

/**
 * A call of a contract's function.
 *
 * @param value - Wei sent along.
 */
export function call<const abi extends Abi, name extends ContractFunctionName<abi, Writable>>(
  from: Account,
  contract: { address: Address; abi: abi },
  functionName: name,
  args: ContractFunctionArgs<abi, Writable, name>,
  value = 0n,
): Call {
  const data = encodeFunctionData({
    abi: contract.abi,
    functionName,
    args,
  } as unknown as EncodeFunctionDataParameters)
  return { from, to: contract.address, data, value }
}
