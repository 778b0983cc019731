import type { Address } from 'viem'
import type { Token } from '../chain/readToken.ts'
import { readToken } from '../chain/readToken.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { moneyText } from '../print/moneyText.ts'

/** How amounts of tokens are told, each of which is asked once what it is. */
export type TokenNames = {
  /** Asks tokens that have not been asked before. */
  learn(tokens: readonly Address[]): Promise<void>
  /** Undefined: it was not asked, or does not say its decimals. */
  tokenOf(token: Address): Token | undefined
  /** An amount for people; in the smallest unit where the token does not say its decimals. */
  moneyOf(token: Address, amount: bigint): string
}

export function createTokenNames(context: Context): TokenNames {
  const known = new Map<Address, Token | undefined>()

  async function learnOne(token: Address): Promise<void> {
    try {
      known.set(token, await readToken(await context.chain(), token))
    } catch (error) {
      // Anyone may use anything as a token; nobody is kept from an answer by one that makes no sense.
      if (!(error instanceof CliError)) throw error
      known.set(token, undefined)
    }
  }

  return {
    async learn(tokens) {
      const fresh = [...new Set(tokens)].filter((token) => !known.has(token))
      await Promise.all(fresh.map(learnOne))
    },
    tokenOf: (token) => known.get(token),
    moneyOf(token, amount) {
      const found = known.get(token)
      if (found) return moneyText({ ...found, amount })
      return `${amount} of the smallest unit of token ${token}`
    },
  }
}
