import { AllowanceTooLowError, ContractRefusalError, TokenRefusalError } from '@pennypost/sdk'
import type { Address } from 'viem'
import { BaseError, createClient, custom, encodeErrorResult, numberToHex, zeroAddress } from 'viem'
import { hardhat } from 'viem/chains'
import { describe, expect, it } from 'vitest'
import type { Context } from '../../cli/context.ts'
import { explainMoney } from '../../cli/errors/explainMoney.ts'
import { addresses } from '../../generated/addresses.ts'
import { tokenErrors } from '../../sdk/src/tokens/tokenErrors.ts'
import { dev } from './support/cliScene.ts'

const owner = dev(1).address
const token = dev(9).address

/** A command on a chain whose tokens have two decimals and no name, and where everybody has 3 wei. */
const context = contextOf(({ method, params }) => {
  if (method === 'eth_getBalance') return '0x3'
  const [{ data }] = params as [{ data: string }]
  if (data === '0x313ce567') return numberToHex(2, { size: 32 })
  throw new Error('It has no such function.')
})

function contextOf(answer: (asked: { method: string; params: unknown }) => string): Context {
  const request = async (asked: { method: string; params: unknown }) => answer(asked)
  const client = createClient({ chain: hardhat, transport: custom({ request }, { retryCount: 0 }) })
  return {
    chain: () => Promise.resolve({ client, nativeSymbol: 'ETH' }),
    address: () => Promise.resolve(owner),
  } as unknown as Context
}

const said = (details: string) => new BaseError('It failed.', { details })
const refusal = (errorName: string, args: readonly unknown[]) =>
  new ContractRefusalError('PostOffice', { errorName, args })

describe('explainMoney', () => {
  it.each([
    ['insufficient funds for gas * price + value: address 0x1 have 5 want 12', '5', '12', '7'],
    [
      "Sender doesn't have enough funds to send tx. The max upfront cost is: 12 and the sender's balance is: 5.",
      ...['5', '12', '7'],
    ],
  ])('takes the sums of %s', async (details, has, needed, missing) => {
    const eth = (amount: string) => `0.${amount.padStart(18, '0')} ETH`
    expect(await explainMoney(context, said(details))).toBe(
      `${owner} has ${eth(has)} in its wallet, and this takes up to ${eth(needed)} with its gas: ${eth(missing)} is missing. Send it to that address, and try again.`,
    )
  })

  it('asks for the balance where the node tells no sums', async () => {
    expect(await explainMoney(context, said('insufficient funds for transfer'))).toBe(
      `${owner} has 0.000000000000000003 ETH in its wallet, which is too little for this and its gas. Send some to that address, and try again.`,
    )
  })

  it('speaks in the units of a token, by its own words and those of the PostOffice', async () => {
    const args = [owner, 150n, 151n] as const
    const errorName = 'ERC20InsufficientBalance'
    const data = encodeErrorResult({ abi: tokenErrors, errorName, args })
    const ofToken = new TokenRefusalError({ token, reason: undefined, data }, ': no.')
    expect(await explainMoney(context, ofToken)).toContain(
      `${owner} has 1.5 of token ${token} in its wallet and needs 1.51: 0.01 is missing.`,
    )
    const allowance = new AllowanceTooLowError({ token, owner, allowance: 0n, needed: 250n })
    expect(await explainMoney(context, allowance)).toContain('and needs 2.5. Approve')
    const lack = refusal('ERC6909InsufficientBalance', [...args, BigInt(token)])
    expect(await explainMoney(context, lack)).toContain('was asked of it: 0.01 is missing.')
    const large = refusal('DepositTooLarge', [token, 151n, 150n])
    expect(await explainMoney(context, large)).toMatch(/^At most 1\.5 of token .* and not 1\.51\.$/)
    const fee = refusal('TokenAmountMismatch', [token, 100n, 99n])
    expect(await explainMoney(context, fee)).toMatch(
      /^The PostOffice received 0\.99 of .* where 1 w/,
    )
  })

  it('sends money to no address that only a token names', async () => {
    const lackOf = (args: readonly [Address, bigint, bigint]) => {
      const errorName = 'ERC20InsufficientBalance'
      const data = encodeErrorResult({ abi: tokenErrors, errorName, args })
      return new TokenRefusalError({ token, reason: undefined, data }, ': no.')
    }
    const told = await explainMoney(context, lackOf([addresses.PostOffice, 150n, 151n]))
    expect(told).toBe(
      `The token says that ${addresses.PostOffice} has 1.5 of token ${token} and needs 1.51: 0.01 is missing. That address is not your account, ${owner}: send nothing to it.`,
    )
    expect(await explainMoney(context, lackOf([owner, 151n, 151n]))).toBeUndefined()
  })

  it('says nothing of what money is not behind, or of a token that says nothing', async () => {
    const noToken = refusal('ERC6909InsufficientBalance', [owner, 0n, 1n, 1n << 160n])
    const notThere = contextOf(() => '0x')
    const lack = refusal('ERC6909InsufficientBalance', [owner, 0n, 1n, BigInt(token)])
    expect(await explainMoney(context, refusal('SenderDenied', [0n, owner, owner]))).toBeUndefined()
    expect(await explainMoney(context, noToken)).toBeUndefined()
    expect(await explainMoney(notThere, lack)).toBeUndefined()
    expect(await explainMoney(context, new Error('enough funds'))).toBeUndefined()
    const native = refusal('ERC6909InsufficientBalance', [owner, 0n, 1n, BigInt(zeroAddress)])
    expect(await explainMoney(context, native)).toContain('has 0 ETH in the PostOffice, and 0.0')
  })
})
