import type { Address, Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'

export type SetTermsParameters = {
  inboxId: Hex
  /** 0x0…0 is the native token. */
  token: Address
  /** Least stake, in the token's smallest unit. 0: the token is accepted no longer, and what follows is ignored. */
  stake: bigint
  /** Least seconds to answer: 1 hour to 30 days. */
  window: number
  /** Whether the stamp's relay may collect in the inbox's name, for stamps posted from now on; no unless given. */
  relayMayCollect?: boolean | undefined
}

/**
 * Says what the inbox asks of strangers in a token.
 *
 * Source: `PostOffice.setTerms`. A stake where the token had none turns a `free` door to `postage`; giving up the last token does not turn
 * it back. Stamps posted before keep their terms.
 *
 * @throws {ContractRefusalError} `NotWallet`, `TokenHasNoCode` or `WindowOutOfRange`.
 *
 * @example
 * const hash = await setTerms(client, { inboxId, token: usdc, stake: 1_000_000n, window: 3 * 86_400 })
 */
export const setTerms = defineWrite(
  postOffice,
  ({ inboxId, token, stake, window, relayMayCollect = false }: SetTermsParameters) => ({
    functionName: 'setTerms',
    args: [inboxId, token, stake, window, relayMayCollect],
  }),
)
