import {
  AllowanceTooLowError,
  ContractRefusalError,
  TokenBalanceTooLowError,
  TokenRefusalError,
} from '@pennypost/sdk'
import type { Address } from 'viem'
import {
  decodeErrorResult,
  formatUnits,
  getAddress,
  isAddressEqual,
  numberToHex,
  parseAbi,
  zeroAddress,
} from 'viem'
import { getBalance } from 'viem/actions'
import { readToken } from '../chain/readToken.ts'
import type { Context } from '../context.ts'
import { moneyText } from '../print/moneyText.ts'
import { explain } from './explain.ts'

/** Tells an amount of a token, in its smallest unit, as people pay in it: with the token's name and address, or where that was said already. */
type Telling = { full(amount: bigint): string; short(amount: bigint): string }

type Lack = { owner: string; has: bigint; needed: bigint }

const balanceError = parseAbi(['error ERC20InsufficientBalance(address, uint256, uint256)'])

/** By what nodes say: Hardhat's, and Geth's and those after it. Wei. */
const costs = [
  /upfront cost is: (?<needed>\d+) and the sender's balance is: (?<has>\d+)/,
  /have (?<has>\d+) want (?<needed>\d+)/,
]

/**
 * What to say of an error that money is behind: what is missing, on which account, and how it gets there, in units that people pay in.
 *
 * @returns Undefined: no money is behind it, or what its token is cannot be told now.
 */
export async function explainMoney(context: Context, error: unknown): Promise<string | undefined> {
  try {
    if (error instanceof TokenBalanceTooLowError) {
      const { owner, balance: has, needed, token } = error
      return inWallet(await tellingOf(context, token), { owner, has, needed })
    }
    if (error instanceof AllowanceTooLowError) return await allowance(context, error)
    if (error instanceof ContractRefusalError) return await ofContract(context, error)
    if (error instanceof TokenRefusalError) return await ofToken(context, error)
    return explain(error).name === 'InsufficientFundsError'
      ? await forGas(context, error)
      : undefined
  } catch {
    return undefined
  }
}

async function allowance(
  context: Context,
  { token, owner, allowance: has, needed }: AllowanceTooLowError,
): Promise<string> {
  const text = await tellingOf(context, token)
  return `The PostOffice may take ${text.full(has)} from the wallet of ${owner}, and needs ${text.short(needed)}. Approve the whole amount.`
}

/**
 * A token's own refusal, of those that say by the standard what is missing. A token may name any address as the one that lacks it, and what
 * is sent to a contract's is lost: only to the account's own is sending advised.
 */
async function ofToken(
  context: Context,
  { token, data }: TokenRefusalError,
): Promise<string | undefined> {
  if (!token || !data) return undefined
  const { args } = decodeErrorResult({ abi: balanceError, data })
  const [owner, has, needed] = args
  if (needed <= has) return undefined
  const account = await context.address()
  const text = await tellingOf(context, token)
  if (isAddressEqual(owner, account)) return inWallet(text, { owner, has, needed })
  return `The token says that ${owner} has ${text.full(has)} and needs ${text.short(needed)}: ${text.short(needed - has)} is missing. That address is not your account, ${account}: send nothing to it.`
}

async function ofContract(
  context: Context,
  { errorName, args }: ContractRefusalError,
): Promise<string | undefined> {
  // Safety: each error has the values of the contract's interface.
  const [first, second, third, id] = args as never as [Address, bigint, bigint, bigint]
  switch (errorName) {
    case 'ERC6909InsufficientBalance':
      return inPostOffice(await tellingOf(context, tokenOfId(id)), {
        ...{ owner: first, has: second, needed: third },
      })
    case 'ERC6909InsufficientAllowance': {
      const text = await tellingOf(context, tokenOfId(id))
      return `${first} may take ${text.full(second)} from this balance in the PostOffice, and needs ${text.short(third)}.`
    }
    case 'NativeTransferFailed': {
      const text = await tellingOf(context, zeroAddress)
      return `${first} refused ${text.full(second)}. Withdraw to another account, with --to.`
    }
    case 'DepositTooLarge': {
      const text = await tellingOf(context, first)
      return `At most ${text.full(third)} can be paid in at once, and not ${text.short(second)}.`
    }
    case 'TokenAmountMismatch': {
      const text = await tellingOf(context, first)
      return `The PostOffice received ${text.full(third)} where ${text.short(second)} was due: tokens that take a fee cannot be used.`
    }
    default:
      return undefined
  }
}

/** Of the native token, which value and gas are paid with. */
async function forGas(context: Context, error: unknown): Promise<string> {
  const owner = await context.address()
  const text = await tellingOf(context, zeroAddress)
  const { has, needed } = costOf(error) ?? {}
  if (has !== undefined && needed !== undefined && needed > has)
    return `${owner} has ${text.full(has)} in its wallet, and this takes up to ${text.short(needed)} with its gas: ${text.short(needed - has)} is missing. Send it to that address, and try again.`
  const { client } = await context.chain()
  const balance = await getBalance(client, { address: owner })
  return `${owner} has ${text.full(balance)} in its wallet, which is too little for this and its gas. Send some to that address, and try again.`
}

function costOf(error: unknown): Pick<Lack, 'has' | 'needed'> | undefined {
  const { details = '' } = error as { details?: string }
  const found = costs.map((cost) => cost.exec(details)?.groups).find((groups) => groups)
  return found && { has: BigInt(found.has ?? 0), needed: BigInt(found.needed ?? 0) }
}

function inWallet(text: Telling, { owner, has, needed }: Lack): string {
  return `${owner} has ${text.full(has)} in its wallet and needs ${text.short(needed)}: ${text.short(needed - has)} is missing. Send it to that address, and try again.`
}

function inPostOffice(text: Telling, { owner, has, needed }: Lack): string {
  return `${owner} has ${text.full(has)} in the PostOffice, and ${text.short(needed)} was asked of it: ${text.short(needed - has)} is missing. Ask for less, or pay it in with pennypost deposit.`
}

async function tellingOf(context: Context, token: Address): Promise<Telling> {
  const known = await readToken(await context.chain(), getAddress(token))
  const full = (amount: bigint) => moneyText({ ...known, amount })
  const digits = (amount: bigint) => formatUnits(amount, known.decimals)
  return { full, short: token === zeroAddress ? full : digits }
}

/** Ids of balances are the addresses of tokens. @throws It is another id, which is no token. */
function tokenOfId(id: bigint): Address {
  return getAddress(numberToHex(id, { size: 20 }))
}
