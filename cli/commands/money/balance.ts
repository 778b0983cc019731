import { getLedgerBalance } from '@pennypost/sdk'
import type { Address } from 'viem'
import { erc20Abi, formatUnits, zeroAddress } from 'viem'
import { getBalance, readContract } from 'viem/actions'
import { parseToken } from '../../amounts.ts'
import type { Token } from '../../chain/readToken.ts'
import { readToken } from '../../chain/readToken.ts'
import type { Context } from '../../context.ts'
import { parseAccount } from '../../parse/parseAddress.ts'
import { tokenText } from '../../print/moneyText.ts'
import { table } from '../../print/tables.ts'
import { unlessSilent } from '../../unlessSilent.ts'
import { defineCommand } from '../command.ts'

type Options = { token?: readonly string[] | undefined }

export const balance = defineCommand<Options, [address?: Address]>({
  path: 'balance',
  summary: 'show what an account has, in its wallet and in the PostOffice',
  description:
    'Show what an account has, in its wallet and in the PostOffice: of the native token, of those that --token names, and of those that it has in the PostOffice by the API. Amounts are as the chain has them now. Postage in escrow is nobody’s balance.',
  examples: ['balance --dev 0', 'balance 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --json'],
  configure: (command) =>
    command
      .argument('[address]', 'account (default: the chosen one)', parseAccount)
      .option('--token <token>', 'address of a further token; may come again', collected),
  async run(context, { token: named = [] }, given) {
    const owner = given ?? (await context.address())
    const chain = await context.chain()
    const tokens = await Promise.all(named.map((text) => parseToken(chain, text)))
    const listed = await unlessSilent(context, 'Balances in further tokens', async (options) =>
      (await context.api()).getAccount({ address: owner }, options),
    )
    const addresses = new Set<Address>([
      ...[zeroAddress, ...tokens.map(({ token }) => token)],
      ...(listed?.balances.map(({ token }) => token as Address) ?? []),
    ])
    const all = [...addresses].map((token) => balancesOf(context, owner, token))
    const balances = await Promise.all(all)
    const { output } = context
    const document = { address: owner, chain: chain.caip2, balances, isWhole: listed !== undefined }
    output.result(document, () => {
      const rows = balances.map(({ inWallet, inPostOffice, ...token }) => [
        formatUnits(inWallet, token.decimals),
        formatUnits(inPostOffice, token.decimals),
        tokenText(token),
      ])
      return table(output.style, ['In the wallet', 'In the PostOffice', 'Of'], rows)
    })
  },
})

async function balancesOf(context: Context, owner: Address, address: Address) {
  const chain = await context.chain()
  const { client, contracts } = chain
  const [token, inWallet, inPostOffice] = await Promise.all([
    readToken(chain, address),
    walletBalance(context, owner, address),
    getLedgerBalance(client, { owner, token: address, contracts }),
  ])
  return { ...(token satisfies Token), inWallet, inPostOffice }
}

async function walletBalance(context: Context, address: Address, token: Address): Promise<bigint> {
  const { client } = await context.chain()
  if (token === zeroAddress) return await getBalance(client, { address })
  const view = {
    abi: erc20Abi,
    address: token,
    functionName: 'balanceOf',
    args: [address],
  } as const
  return await readContract(client, view)
}

const collected = (text: string, before: readonly string[] = []) => [...before, text]
