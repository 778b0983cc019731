import { createClient, custom, encodeAbiParameters, numberToHex, zeroAddress } from 'viem'
import { hardhat } from 'viem/chains'
import { describe, expect, it } from 'vitest'
import type { Context } from '../../cli/context.ts'
import { quoteText } from '../../cli/letters/quoteText.ts'
import type { Quote } from '../../cli/letters/readQuote.ts'
import { createStyle } from '../../cli/print/style.ts'
import { wrapped } from '../../cli/print/wrapped.ts'
import type { ListedRelay } from '../../cli/relays/relaysTable.ts'
import { relaysTable } from '../../cli/relays/relaysTable.ts'
import { dev } from './support/cliScene.ts'

/** A name as long as is printed, of a token with 18 decimals. */
const symbol = 'W'.repeat(20)
const token = dev(9).address

const request = async ({ params }: { params: [{ data: string }] }) =>
  params[0].data === '0x313ce567'
    ? numberToHex(18, { size: 32 })
    : encodeAbiParameters([{ type: 'string' }], [symbol])
const client = createClient({ chain: hardhat, transport: custom({ request }) })
const context = {
  output: { style: createStyle(false) },
  chain: () => Promise.resolve({ client, nativeSymbol: 'ETH' }),
} as unknown as Context

const widest = (text: string) => Math.max(...text.split('\n').map(({ length }) => length))

describe('what a terminal of 100 columns shows', () => {
  it('has relays, however long their endpoints and prices are', async () => {
    const endpoint = `https://relay.example/${'x'.repeat(230)}`
    const prices = [zeroAddress, token].map((one) => ({ token: one, amount: '100000000000000001' }))
    const relays = [{ relay: dev(1).address, active: true, endpoint, prices }]
    const text = await relaysTable(context, relays as unknown as ListedRelay[])
    expect(widest(text)).toBeLessThanOrEqual(100)
    const lines = text.split('\n').slice(2)
    expect(lines.map((line) => line.slice(0, 42).trim()).join('')).toBe(endpoint)
    expect(text).toContain(`0.100000000000000001 “${symbol}”`)
    expect(text).toContain(token)
  })

  it('has quotes in any token', () => {
    const total = { token, decimals: 18, symbol: 'USDX', amount: 10n ** 18n + 1n }
    const way = { total, carriage: 1n, stake: 10n ** 18n, window: 86_400, expiresAt: 1_800_000_000 }
    const quote = {
      ...{ deliverable: true, postageRequired: true, detail: 'so '.repeat(99), ways: [way, way] },
      asOf: { blockNumber: '1', blockTimestamp: 1_800_000_000 },
    } as unknown as Quote
    const url = 'https://relay.example/letters'
    const relay = { relay: dev(1).address, url, endpoint: url }
    const text = quoteText(
      context,
      { inboxId: `0x${'ab'.repeat(32)}`, sender: undefined, relay },
      quote,
    )
    expect(widest(text)).toBeLessThanOrEqual(100)
    expect(text).toMatch(/^Postage +1\.0{17}1 of token 0x\w+ \(“USDX”\)$/m)
  })
})

describe('wrapped', () => {
  it.each([
    ['ab cd ef', 5, 'ab cd\nef'],
    ['ab cd ef', 4, 'ab\ncd\nef'],
    ['ab cd ef', 8, 'ab cd ef'],
    ['abcdefgh ij', 3, 'abcdefgh\nij'],
    ['', 3, ''],
  ])('breaks %j at %d', (text, columns, lines) => {
    expect(wrapped(text, columns)).toBe(lines)
  })
})
