import type { Address, Hex } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { postOffice } from '../chain/postOffice.ts'

export type GetTermsParameters = {
  inboxId: Hex
  /** 0x0…0 is the native token. */
  token: Address
}

/** What an inbox asks of strangers in a token. */
export type GetTermsReturnType = {
  /** Least stake, in the token's smallest unit; 0: the token is not accepted. */
  stake: bigint
  /** Least seconds to answer. */
  window: number
  /** Whether a stamp's relay may collect in the inbox's name. */
  relayMayCollect: boolean
  /** Unix seconds; 0 if never set. */
  setAt: number
}

/**
 * What an inbox asks of strangers in a token.
 *
 * Source: `PostOffice.terms`.
 *
 * @example
 * const { stake, window } = await getTerms(client, { inboxId, token })
 */
export const getTerms = defineRead(
  postOffice,
  ({ inboxId, token }: GetTermsParameters) => ({ functionName: 'terms', args: [inboxId, token] }),
  (result: readonly [bigint, number, boolean, number]): GetTermsReturnType => {
    const [stake, window, relayMayCollect, setAt] = result
    return { stake, window, relayMayCollect, setAt }
  },
)
