import type { PennypostClient } from '@pennypost/sdk'
import type { Address } from 'viem'
import { BaseError, erc20Abi, zeroAddress } from 'viem'
import { readContract } from 'viem/actions'
import { CliError } from '../errors/CliError.ts'
import { explainNode } from '../errors/explainNode.ts'
import { exitCodes } from '../exitCodes.ts'
import { printable } from '../print/printable.ts'

export type Token = {
  /** 0x0…0 is the native token. */
  token: Address
  /** Digits behind the point. */
  decimals: number
  /** What it is called: of the native token known, of others their own word, fit to be printed. */
  symbol: string | undefined
}

export function nativeToken(symbol: string | undefined): Token {
  return { token: zeroAddress, decimals: 18, symbol: symbol ?? 'native' }
}

/** More decimals than any amount of 256 bits has digits make no sense. */
const maxDecimals = 77

/**
 * What a token says of itself.
 *
 * @throws {CliError} There is no token at that address.
 */
export async function readToken(
  { client, nativeSymbol }: { client: PennypostClient; nativeSymbol: string | undefined },
  address: Address,
): Promise<Token> {
  if (address === zeroAddress) return nativeToken(nativeSymbol)
  const of = { address, abi: erc20Abi } as const
  const decimals = await unlessNone(readContract(client, { ...of, functionName: 'decimals' }))
  if (decimals === undefined || decimals > maxDecimals)
    throw new CliError(`There is no token with decimals at ${address}.`)
  const said = await unlessNone(readContract(client, { ...of, functionName: 'symbol' }))
  const symbol = said === undefined ? undefined : printable(said).slice(0, 20).trim()
  return { token: address, decimals, symbol: symbol || undefined }
}

/** What a view answers; undefined where the contract does not, and so not where the node does not. */
async function unlessNone<value>(view: Promise<value>): Promise<value | undefined> {
  try {
    return await view
  } catch (error) {
    if (explainNode(error)?.exitCode === exitCodes.unreachable) throw error
    if (error instanceof BaseError) return undefined
    throw error
  }
}
