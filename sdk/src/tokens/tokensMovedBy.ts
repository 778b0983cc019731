import type { Address, Hex } from 'viem'
import { decodeFunctionData, getAddress, zeroAddress } from 'viem'
import { postOffice } from '../chain/postOffice.ts'

type Priced = { token: Address }

/** In which arguments functions of PostOffice name the tokens that they move. All others change balances only, and call no token. */
const tokensIn: Readonly<
  Record<string, (args: readonly unknown[]) => readonly (Address | undefined)[]>
> = {
  deposit: ([token]) => [token as Address],
  depositWithPermit: ([token]) => [token as Address],
  depositWithAuthorization: ([token]) => [token as Address],
  withdraw: ([token]) => [token as Address],
  withdrawFor: ([, token]) => [token as Address],
  post: ([input]) => [(input as Priced).token],
  postMany: ([inputs]) => (inputs as Priced[]).map(({ token }) => token),
  openMailing: ([mailing]) => [(mailing as Priced).token],
  multicall: ([calls]) => (calls as Hex[]).flatMap(tokensMovedByData),
}

/** The tokens that a call of PostOffice may move, each once; not the native one, which is no contract. */
export function tokensMovedBy(functionName: string, args: readonly unknown[]): readonly Address[] {
  const named = Object.hasOwn(tokensIn, functionName) ? (tokensIn[functionName]?.(args) ?? []) : []
  const tokens = named.flatMap((token) => (token ? [getAddress(token)] : []))
  return [...new Set(tokens)].filter((token) => token !== zeroAddress)
}

function tokensMovedByData(data: Hex): readonly Address[] {
  try {
    const { functionName, args = [] } = decodeFunctionData({ abi: postOffice.abi, data })
    return tokensMovedBy(functionName, args)
  } catch {
    // No function of PostOffice, which refuses it.
    return []
  }
}
