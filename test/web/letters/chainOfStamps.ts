import type { PennypostClient, StampStatus } from '@pennypost/sdk'
import { abis } from '@pennypost/sdk'
import { createClient, custom, decodeFunctionData, encodeFunctionResult } from 'viem'

const words = ['none', 'open', 'admitted']
const contract = `0x${'9'.repeat(40)}` as const

/** The contracts of a chain that has nothing but one stamp. */
export const contracts = { PostOffice: contract } as never

/** A client of a chain that says of any stamp what `status` gives; what that throws is its answer. */
export function chainOfStamps(status: () => StampStatus): PennypostClient {
  const { PostOffice: abi } = abis
  function request({ method, params }: { method: string; params?: unknown }) {
    if (method === 'eth_chainId') return Promise.resolve('0x7a69')
    if (method !== 'eth_call') throw new Error(`${method} is not asked here.`)
    const [{ data }] = params as [{ data: `0x${string}` }]
    const { functionName } = decodeFunctionData({ abi, data })
    if (functionName !== 'stampStatus') throw new Error(`${functionName} is not asked here.`)
    const result = [words.indexOf(status()), false, false, 1, 0] as const
    return Promise.resolve(encodeFunctionResult({ abi, functionName, result: result as never }))
  }
  return createClient({ transport: custom({ request }, { retryCount: 0 }) }) as PennypostClient
}
