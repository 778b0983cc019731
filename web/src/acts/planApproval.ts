import type { Address } from 'viem'
import { encodeFunctionData, erc20Abi } from 'viem'
import { simulateContract, writeContract } from 'viem/actions'
import type { PlannedCall } from './plan.ts'

type Parameters = {
  token: Address
  /** In the token's smallest unit: exactly this may be taken, and no more. */
  amount: bigint
}

/** Plans that the PostOffice may take an amount of a token, for a deposit in the same batch. `fund` of the SDK does both by itself. */
export function planApproval(label: string, { token, amount }: Parameters): PlannedCall {
  const request = (spender: Address) => ({
    ...{ address: token, abi: erc20Abi, functionName: 'approve' as const },
    args: [spender, amount] as const,
  })
  return {
    label,
    call: ({ PostOffice }) => {
      const { abi, functionName, args } = request(PostOffice)
      return { to: token, data: encodeFunctionData({ abi, functionName, args }), value: 0n }
    },
    send: (client, { contracts } = {}) =>
      writeContract(client, {
        ...request(spenderOf(contracts)),
        account: client.account ?? null,
        chain: client.chain ?? null,
      }),
    simulate: (client, { contracts } = {}) =>
      simulateContract(client, {
        ...request(spenderOf(contracts)),
        account: client.account,
      } as never),
  }
}

function spenderOf(contracts: { PostOffice: Address } | undefined): Address {
  if (!contracts) throw new Error('An approval needs to know the PostOffice.')
  return contracts.PostOffice
}
