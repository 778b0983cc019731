import { fc, it as property } from '@fast-check/vitest'
import { formatEther, formatGwei, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import type { MoneyChain } from '../../cli/amounts.ts'
import { parseMoney, parseToken } from '../../cli/amounts.ts'

/** Native money is told from other by words alone: nobody is asked. */
const chain: MoneyChain = { id: 8453, nativeSymbol: 'ETH', client: undefined as never }
const unnamed: MoneyChain = { ...chain, nativeSymbol: undefined }

const amounts = fc.bigInt(0n, 2n ** 256n - 1n)

describe('parseMoney', () => {
  property.prop([amounts])('takes every amount as viem writes it', async (amount) => {
    expect(await parseMoney(chain, `${formatEther(amount)} ETH`)).toMatchObject({ amount })
    expect(await parseMoney(chain, `${formatGwei(amount)} gwei`)).toMatchObject({ amount })
    expect(await parseMoney(chain, [`${amount}`, 'wei'])).toMatchObject({ amount })
  })

  property.prop([fc.string()])('refuses in a sentence what it does not take', async (text) => {
    const error = await parseMoney(chain, text).then(
      () => undefined,
      (reason: Error) => reason,
    )
    expect(error?.name ?? 'CliError').toBe('CliError')
  })

  it('takes 18 decimals of ether and no more, also if they are 0', async () => {
    const money = await parseMoney(chain, '0.000000000000000001 ETH')
    expect(money).toEqual({ token: zeroAddress, decimals: 18, symbol: 'ETH', amount: 1n })
    await expect(parseMoney(chain, '0.0000000000000000010 ETH')).rejects.toThrow('19 decimals')
  })

  it('takes 2^256 - 1 wei and no more', async () => {
    await parseMoney(chain, `${2n ** 256n - 1n} wei`)
    await expect(parseMoney(chain, `${2n ** 256n} wei`)).rejects.toThrow('more than there can be')
  })

  it('knows the native token by its symbol only where the chain is known by name', async () => {
    expect((await parseMoney(chain, '1 eth')).token).toBe(zeroAddress)
    expect((await parseMoney(unnamed, '1 native')).token).toBe(zeroAddress)
    await expect(parseMoney(unnamed, '1 ETH')).rejects.toThrow('Its own is native')
  })
})

it('parseToken takes no symbol of a token', async () => {
  await expect(parseToken(chain, 'USDC')).rejects.toThrow('"USDC" names no token of chain 8453')
  expect((await parseToken(chain, zeroAddress)).symbol).toBe('ETH')
})
