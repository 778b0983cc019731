import type { Address } from 'viem'
import { erc20Abi, isAddressEqual, zeroAddress } from 'viem'
import { readContract } from 'viem/actions'
import type { Act } from '../../acts/Act.ts'
import type { ActContext } from '../../acts/ActContext.ts'
import { plan } from '../../acts/plan.ts'
import { useAct } from '../../acts/useAct.ts'
import { amountText } from '../../facts/amountText.ts'
import { useToken } from '../../facts/useToken.ts'
import { useWallet } from '../../wallet/useWallet.ts'
import { fundLabels } from './fundLabels.ts'

/** Pays an amount into the wallet's balance in the PostOffice, in the way that asks the wallet for least. */
export function useDeposit(parameters: {
  token: Address
  /** Undefined: not to be started. */
  amount: bigint | undefined
  onDone(): void
}): Act {
  const { token, amount = 0n, onDone } = parameters
  const { canBatch } = useWallet()
  const facts = useToken(token)
  return useAct({
    async run(context) {
      if (canBatch && !(await isAllowed(context, token, amount)))
        return await inOneBatch(context, token, amount)
      const { fund } = await import('../../acts/flows.ts')
      await fund(context.client, {
        ...{ token, amount, contracts: context.chain.contracts },
        onStep: ({ name, state }) => {
          if (state === 'asking') context.step(fundLabels[name])
        },
      })
    },
    done: `${amountText(amount, facts)} is in your balance.`,
    onDone,
  })
}

async function inOneBatch({ send, account }: ActContext, token: Address, amount: bigint) {
  await send([
    plan(fundLabels.approve, 'approveToken', { token, amount }),
    plan(fundLabels.deposit, 'deposit', { token, to: account, amount }),
  ])
}

async function isAllowed(
  { client, account, chain }: ActContext,
  token: Address,
  amount: bigint,
): Promise<boolean> {
  if (isAddressEqual(token, zeroAddress)) return true
  const allowance = await readContract(client, {
    ...{ address: token, abi: erc20Abi, functionName: 'allowance' },
    args: [account, chain.contracts.PostOffice],
  })
  return allowance >= amount
}
