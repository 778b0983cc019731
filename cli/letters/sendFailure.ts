import { LetterUnsentError, TransactionFailedError } from '@pennypost/sdk'
import type { Address } from 'viem'
import { CliError } from '../errors/CliError.ts'
import { explain } from '../errors/explain.ts'
import { exitCodes } from '../exitCodes.ts'
import { relaySilent } from './askRelay.ts'
import type { DraftKeeper } from './draftKeeper.ts'
import type { Outgoing } from './outgoing.ts'

type Circumstances = {
  letter: Outgoing
  draft: DraftKeeper
  /** Whether the stamp's transaction is on its way, or further. */
  isPaid: boolean
}

/** That a relay took a letter, and cannot be held to it. */
export function receiptDoubtful(relay: Address): CliError {
  return new CliError(
    `The relay says that it has the letter, and gives no receipt that holds: none by the signer of relay ${relay}, for this letter and its postage.`,
    { exitCode: exitCodes.untrusted },
  )
}

/**
 * What to say of a letter that was not sent: above all how to go on with what was paid for, or may have been. Where it is sure that nothing
 * was paid there is nothing to go on with, and the draft goes.
 */
export function explainSending(error: unknown, circumstances: Circumstances): unknown {
  const { letter, draft } = circumstances
  const unsent = error instanceof LetterUnsentError ? error : undefined
  const isPaid =
    unsent !== undefined || (circumstances.isPaid && !(error instanceof TransactionFailedError))
  if (!isPaid && !letter.paid) draft.remove()
  const cause = unsent ? unsent.cause : error
  const told = isFetchFailure(cause) ? relaySilent(String(letter.url), cause) : cause
  if (!isPaid && !letter.paid) return told
  const { exitCode, message } = explain(told)
  const file = draft.file()
  const next = file === undefined ? `--paid ${letter.paid?.stampId}` : `--paid ${file}`
  const kept = file === undefined ? '' : `, and is kept in ${file}`
  const isUnclear = unsent !== undefined && !unsent.paid.hash
  const paid = isUnclear ? 'may have been paid for' : 'was paid for'
  return new CliError(
    `${message}\nThe letter ${paid}${kept}. Send it again, without paying, with ${next}.`,
    { exitCode, cause: error },
  )
}

/** What `fetch` throws where there is no answer. */
function isFetchFailure(error: unknown): boolean {
  return error instanceof TypeError && error.message === 'fetch failed'
}
