import { deposit, depositWithPermit, fund, signPermit } from '@pennypost/sdk'
import type { Address } from 'viem'
import { encodeFunctionData, erc20Abi, isAddressEqual, zeroAddress } from 'viem'
import { estimateGas, readContract } from 'viem/actions'
import { explain } from '../errors/explain.ts'
import { previewOf } from './actionStep.ts'
import { createReceipts } from './createReceipts.ts'
import type { Previewed, PreviewStage, Step } from './step.ts'
import { toBeSigned } from './toBeSigned.ts'

type Deposit = { token: Address; amount: bigint; to: Address }

/** What the SDK's flow does, for people. */
const labels: Readonly<Record<string, string>> = {
  resetAllowance: 'Take the old allowance back',
  approve: 'Approve the amount',
  deposit: 'Deposit',
}

/** Pays money in, in as few transactions as the token allows. */
export function fundStep(parameters: Deposit): Step {
  return {
    label: 'Deposit',
    async run({ signer, contracts, report }) {
      const receipts = createReceipts({ signer, report })
      const returned = await fund(signer, {
        ...{ ...parameters, contracts },
        onStep: ({ name, state, hash }) => {
          const label = labels[name]
          if (!label || !hash) return
          if (state === 'sent') report.sent(label, hash)
          if (state === 'done') receipts.add(label, hash)
        },
      })
      return { transactions: await receipts.all(), returned }
    },
    preview: (stage) => previewFund(parameters, stage),
  }
}

async function previewFund(
  parameters: Deposit,
  stage: PreviewStage,
): Promise<readonly Previewed[]> {
  const call = previewOf('Deposit', deposit, parameters, stage)
  if (isAddressEqual(parameters.token, zeroAddress)) return [call]
  const { client, account, contracts } = stage
  const { token, amount } = parameters
  const spender = contracts.PostOffice
  const args = [account, spender] as const
  const view = { abi: erc20Abi, address: token, functionName: 'allowance', args } as const
  if ((await readContract(client, view)) >= amount) return [call]
  return (await previewPermit(parameters, stage)) ?? [previewApproval(parameters, stage), call]
}

/** Undefined for a token that takes no permits. */
async function previewPermit(
  parameters: Deposit,
  stage: PreviewStage,
): Promise<readonly Previewed[] | undefined> {
  const { client, account: address, contracts } = stage
  try {
    const [typedData] = await toBeSigned(address, (account) =>
      signPermit(client, { ...parameters, account, contracts }),
    )
    if (!typedData) return undefined
    const { deadline } = typedData.message as { deadline: bigint }
    const signature = `0x${'00'.repeat(65)}` as const
    const withPermit = { ...parameters, deadline: Number(deadline), signature }
    return [
      { kind: 'signature', label: 'Permit the amount', typedData },
      previewOf('Deposit', depositWithPermit, withPermit, stage),
    ]
  } catch (error) {
    if (explain(error).name === 'TokenSignatureUnsupportedError') return undefined
    throw error
  }
}

/** The transaction that would approve an amount of a token for the PostOffice. */
export function previewApproval(
  { token, amount }: Pick<Deposit, 'token' | 'amount'>,
  stage: PreviewStage,
): Previewed {
  const { client, account, contracts } = stage
  const args = [contracts.PostOffice, amount] as const
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args })
  return {
    kind: 'call',
    label: 'Approve the amount',
    call: { to: token, data, value: 0n },
    estimateGas: () => estimateGas(client, { account, to: token, data }),
  }
}
