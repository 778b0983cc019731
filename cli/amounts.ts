import type { Address } from 'viem'
import { getAddress, isAddress, zeroAddress } from 'viem'
import type { ConnectedChain } from './chain/connect.ts'
import type { Token } from './chain/readToken.ts'
import { nativeToken, readToken } from './chain/readToken.ts'
import { CliError } from './errors/CliError.ts'

/** An amount of a token. */
export type Money = Token & {
  /** In the token's smallest unit. */
  amount: bigint
}

/** Where amounts are of. */
export type MoneyChain = Pick<ConnectedChain, 'client' | 'nativeSymbol' | 'id'>

const examples = '0.05 ETH, 1000 wei, or 1.5 and the address of a token'
const maxUint256 = 2n ** 256n - 1n

/**
 * An amount as people write it: `0.05 ETH`, `1000 wei`, `1.5 0x5FbD…`. How many decimals a token has is asked of the token; what
 * it is called is not, as anyone may call a token anything. Nothing is ever rounded.
 *
 * @param words - As typed: one word with the unit behind a blank, or two.
 * @throws {CliError} It is no amount, or has more decimals than its unit.
 */
export async function parseMoney(
  chain: MoneyChain,
  words: string | readonly string[],
): Promise<Money> {
  const text = (typeof words === 'string' ? words : words.join(' ')).trim()
  const [digits = '', unit, ...more] = text.split(/\s+/)
  if (!/^\d{1,78}(\.\d+)?$/.test(digits) || more.length > 0)
    throw new CliError(`"${text}" is no amount. Write ${examples}.`)
  if (unit === undefined) throw new CliError(`"${text}" of what? Write ${examples}.`)
  const { exponent, ...token } = await unitOf(chain, unit)
  const amount = scaled(digits, exponent, unit)
  if (amount > maxUint256) throw new CliError(`${text} is more than there can be of any token.`)
  return { ...token, amount }
}

/**
 * A token as people name it: by the native token's symbol, `native`, or an address.
 *
 * @throws {CliError} It is neither.
 */
export async function parseToken(chain: MoneyChain, text: string): Promise<Token> {
  if (isNative(chain, text)) return nativeToken(chain.nativeSymbol)
  return await readToken(chain, addressOf(chain, text))
}

async function unitOf(chain: MoneyChain, unit: string): Promise<Token & { exponent: number }> {
  const small = smallUnits[unit.toLowerCase()]
  if (small !== undefined) return { ...nativeToken(chain.nativeSymbol), exponent: small }
  const token = await parseToken(chain, unit)
  return { ...token, exponent: token.decimals }
}

const smallUnits: Readonly<Record<string, number>> = { wei: 0, gwei: 9 }

function isNative({ nativeSymbol }: MoneyChain, text: string): boolean {
  const word = text.toLowerCase()
  return word === 'native' || word === nativeSymbol?.toLowerCase() || text === zeroAddress
}

function addressOf({ nativeSymbol, id }: MoneyChain, text: string): Address {
  if (isAddress(text)) return getAddress(text)
  if (isAddress(text, { strict: false }))
    throw new CliError(`The checksum of ${text} is wrong: a digit is not as it was.`)
  const native = nativeSymbol ? `${nativeSymbol} or native` : 'native'
  throw new CliError(
    `"${text}" names no token of chain ${id}. Its own is ${native}; others are named by address, as anyone may call a token anything.`,
  )
}

function scaled(digits: string, exponent: number, unit: string): bigint {
  const [whole = '', fraction = ''] = digits.split('.')
  if (fraction.length > exponent)
    throw new CliError(
      `${digits} has ${fraction.length} decimals, and ${unit} has ${exponent || 'none'}. Amounts are not rounded.`,
    )
  return BigInt(`${whole}${fraction.padEnd(exponent, '0')}`)
}
