import type { Address, Hex } from 'viem'
import type { ApiSchemas } from '../api/ApiClient.ts'
import type { SenderStatementInput } from '../x402/letterHeaders.ts'

/** A letter to judge, as `POST /v1/verify` takes it. */
export type VerifyQuestion = {
  inboxId: Hex
  sender: Hex
  letterHash: Hex
  relay: Address
  stampId?: Hex
  mailing?: { mailingId: Hex; index: number; proof: Hex[] }
  senderStatement?: SenderStatementInput
  senderAuthenticated?: true
  finality?: 'latest' | 'safe' | 'finalized'
  minConfirmations?: number
  minSecondsLeft?: number
  minCarriage?: Record<Address, string>
  acceptUnpaidCarriage?: true
  policy?: { unknownInbox?: 'refuse' | 'carry' }
}

/** What may be left out may also be undefined, hex is text as it comes by JSON, and nothing is changed. */
type Loose<T> = T extends `0x${string}`
  ? string
  : T extends readonly (infer each)[]
    ? readonly Loose<each>[]
    : T extends object
      ? {
          readonly [name in keyof T]: Partial<Pick<T, name>> extends Pick<T, name>
            ? Loose<T[name]> | undefined
            : Loose<T[name]>
        }
      : T

/** The verdict on a letter, as the API gives it or a replica. */
export type LetterVerdict = Loose<ApiSchemas['VerdictItem']> & {
  /** The block that it is true of, where that is told. */
  readonly asOf?: { readonly blockTimestamp: number } | undefined
}

/** The postage that was judged. */
export type JudgedPostage = NonNullable<LetterVerdict['postage']>

/**
 * Who judges letters: the API (`createVerifier`), a replica in this process, the one when the other is away (`firstOf`), or the API held
 * against the relay's own node (`provenVerdicts`). Whatever it throws keeps the letter out: with 400 where an `InvalidParameterError` or the
 * API's `invalid_request` is about what the client wrote, else with 503.
 */
export type VerdictSource = {
  verify(
    question: VerifyQuestion,
    options?: { signal?: AbortSignal | undefined },
  ): Promise<LetterVerdict> | LetterVerdict
}
