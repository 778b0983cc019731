import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { Amount } from '../../ui/Amount.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { uriText } from './uriText.ts'
import { useMailingContext } from './useMailingContext.ts'

export type Cost = {
  sender: Address
  count: number
  /** For each letter. */
  carriage: bigint
  /** For each letter. */
  stake: bigint
  token: { address: Address; symbol: string; decimals: number }
  /** What goes on chain with it. */
  uri?: string | undefined
}

/** What a mailing costs, for each letter and in all, and where the money comes from. */
export function CostFacts({ sender, count, carriage, stake, token, uri }: Cost): ReactNode {
  const { client, chain } = useMailingContext()
  const { data: balance } = useQuery({
    queryKey: [chain.caip2, 'mailing balance', sender, token.address],
    queryFn: async () => {
      const { getLedgerBalance } = await import('../../config/chainReads.ts')
      return await getLedgerBalance(client, {
        ...{ owner: sender, token: token.address, contracts: chain.contracts },
      })
    },
  })
  const each = carriage + stake
  const total = BigInt(count) * each
  const fromBalance = balance === undefined || balance < total ? (balance ?? 0n) : total
  const amount = (value: bigint) => <Amount value={value} token={token} />
  return (
    <Facts
      items={[
        {
          label: 'For each letter',
          value: amount(each),
          hint: (
            <>
              {amount(stake)} stake for the recipient, {amount(carriage)} carriage for the relay
            </>
          ),
        },
        {
          label:
            count === 1
              ? 'In all, for 1 letter'
              : `In all, for ${count.toLocaleString('en')} letters`,
          value: amount(total),
        },
        {
          label: 'From your balance in the PostOffice',
          value: balance === undefined ? '…' : amount(fromBalance),
          hint:
            balance === undefined ? undefined : <>It has {amount(balance)}, which is used first.</>,
        },
        {
          label: 'From your wallet',
          value: balance === undefined ? '…' : amount(total - fromBalance),
          hint: 'And the gas for one transaction, however many letters there are.',
        },
        ...(uri
          ? [
              {
                label: 'Goes on chain with it',
                value: uriText(uri),
                hint: 'It is from the file, and all will see it as what you say of the mailing. If you did not put it there, throw the mailing away.',
              },
            ]
          : []),
      ]}
    />
  )
}
