import type { Call, Contracts } from '@pennypost/sdk'
import { abis } from '@pennypost/sdk'
import type { Abi, AbiFunction, Hex } from 'viem'
import { decodeFunctionData, erc20Abi, getAbiItem, isAddressEqual } from 'viem'

/** A call as a person can read it. */
export type DecodedCall = {
  /** Name of the contract of Pennypost that is called, or `ERC20`. */
  contract: string
  function: string
  /** By their names in the contract's interface. */
  arguments: Readonly<Record<string, unknown>>
  /** Of a `multicall`, in order. */
  calls?: readonly DecodedCall[] | undefined
}

/** What a call says, from its very bytes. */
export function decodeCall(
  { to, data }: Pick<Call, 'to' | 'data'>,
  contracts: Contracts,
): DecodedCall {
  const names = Object.keys(abis) as (keyof typeof abis)[]
  const contract = names.find((name) => isAddressEqual(contracts[name], to))
  return decoded(contract ?? 'ERC20', contract ? abis[contract] : erc20Abi, data)
}

function decoded(contract: string, abi: Abi, data: Hex): DecodedCall {
  const { functionName, args = [] } = decodeFunctionData({ abi, data })
  if (functionName === 'multicall') {
    const calls = (args[0] as readonly Hex[]).map((one) => decoded(contract, abi, one))
    return { contract, function: functionName, arguments: {}, calls }
  }
  const { inputs } = getAbiItem({ abi, name: functionName, args } as never) as AbiFunction
  const named = inputs.map(({ name }, index) => [name || `${index}`, args[index]])
  return { contract, function: functionName, arguments: Object.fromEntries(named) }
}
