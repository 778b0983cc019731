import type { Address, Hex } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { postOffice } from '../chain/postOffice.ts'
import type { Consent, Door } from '../chain/words.ts'
import { consents, doors, wordOf } from '../chain/words.ts'

export type GetQuoteParameters = {
  inboxId: Hex
  /** 0x0…0 is the native token. */
  token: Address
  /** The paying address. */
  sender: Address
}

/** What a letter costs. */
export type GetQuoteReturnType = {
  /** Least stake, in the token's smallest unit; 0: the token is not accepted. */
  stake: bigint
  /** Least seconds to answer. */
  window: number
  door: Door
  /** The inbox's word on the paying address alone. */
  consent: Consent
}

/**
 * What posting to an inbox takes now, by the chain. A relay asks its carriage on top: see `getCarriage`.
 *
 * Source: `PostOffice.quote`.
 *
 * @example
 * const { stake, window } = await getQuote(client, { inboxId, token, sender: account.address })
 */
export const getQuote = defineRead(
  postOffice,
  ({ inboxId, token, sender }: GetQuoteParameters) => ({
    functionName: 'quote',
    args: [inboxId, token, sender],
  }),
  (result: readonly [bigint, number, number, number]): GetQuoteReturnType => {
    const [stake, window, door, consent] = result
    return { stake, window, door: wordOf(doors, door), consent: wordOf(consents, consent) }
  },
)
