import type { Hex } from 'viem'
import { createClient, custom, encodeAbiParameters, zeroAddress } from 'viem'
import { hardhat } from 'viem/chains'
import { describe, expect, it } from 'vitest'
import type { Context } from '../../cli/context.ts'
import { checkQuoted } from '../../cli/letters/checkQuoted.ts'
import { addresses } from '../../generated/addresses.ts'

/*
checkQuoted
├── given nothing is to be paid, or no carriage → the chain is not asked
├── given a carriage of at most the price on chain → it passes
├── given one above it, by the smallest unit → it is refused with both, before anything is signed
└── given no price on chain → it is refused
*/

const relay = '0xdF3e18d64BC6A983f673Ab319CCaE4f1a57C7097'
const total = { token: zeroAddress, decimals: 18, symbol: 'ETH', amount: 10n }
const way = (carriage: bigint | undefined) => ({
  ...{ total, carriage, stake: 1n, window: 3_600, expiresAt: 1_800_000_000 },
})

/** A command on a chain where the relay has a price, or undefined: none. */
function contextOf(price: bigint | undefined) {
  const asked: string[] = []
  const answer: Hex = encodeAbiParameters(
    [{ type: 'uint96' }, { type: 'bool' }],
    [price ?? 0n, price !== undefined],
  )
  const request = ({ method }: { method: string }) => {
    asked.push(method)
    return Promise.resolve(answer)
  }
  const client = createClient({ chain: hardhat, transport: custom({ request }) })
  const chain = () => Promise.resolve({ client, contracts: addresses })
  return { context: { chain } as unknown as Context, asked }
}

describe('checkQuoted', () => {
  it.each([[undefined], [way(undefined)], [way(0n)]])('asks nothing about %o', async (quoted) => {
    const { context, asked } = contextOf(undefined)
    await checkQuoted(context, relay, quoted)
    expect(asked).toEqual([])
  })

  it.each([
    [5n, 5n],
    [4n, 5n],
    [1n, 2n ** 96n - 1n],
  ])('lets %s pass where the price is %s', async (carriage, price) => {
    const { context, asked } = contextOf(price)
    await checkQuoted(context, relay, way(carriage))
    expect(asked).toEqual(['eth_call'])
  })

  it.each([
    [6n, 5n, /a carriage of 0\.0{17}6 ETH, and the relay’s price on chain is 0\.0{17}5 ETH\./],
    [1n, 0n, /price on chain is 0 ETH\./],
    [1n, undefined, /price on chain is none\. Nothing was signed or sent\./],
  ])('refuses %s where the price is %s', async (carriage, price, message) => {
    const { context } = contextOf(price)
    const refusal = await checkQuoted(context, relay, way(carriage)).catch((error) => error)
    expect(refusal).toMatchObject({ exitCode: 5, message: expect.stringMatching(message) })
  })
})
