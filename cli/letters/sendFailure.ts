import type { StampStatus } from '@pennypost/sdk'
import { getStampStatus, LetterUnsentError, TransactionFailedError } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { explain } from '../errors/explain.ts'
import { explainFor } from '../errors/explainFor.ts'
import { exitCodes } from '../exitCodes.ts'
import { relaySilent } from './askRelay.ts'
import type { DraftKeeper } from './draftKeeper.ts'
import { goOnText } from './goOnText.ts'
import type { Outgoing } from './outgoing.ts'

type Circumstances = {
  letter: Outgoing
  draft: DraftKeeper
  /** Whether the stamp's transaction is on its way, or further. */
  isPaid: boolean
  /** The command line that sends the letter again from a file. */
  again: (file: string) => string
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
export async function explainSending(
  context: Context,
  error: unknown,
  { letter, draft, again, ...circumstances }: Circumstances,
): Promise<unknown> {
  const unsent = error instanceof LetterUnsentError ? error : undefined
  const isPaid = unsent
    ? !isTurnedAway(unsent)
    : circumstances.isPaid && !(error instanceof TransactionFailedError)
  const cause = unsent ? unsent.cause : error
  const told = isFetchFailure(cause) ? relaySilent(String(letter.url), cause) : cause
  const stampId = draft.stampId()
  const standing = isPaid || letter.paid || !stampId ? undefined : await onChain(context, stampId)
  if (!isPaid && !letter.paid && (!standing || standing === 'none')) {
    draft.remove()
    return told
  }
  const { exitCode, message } = await explainFor(context, told)
  const isSure = isPaid ? !unsent || unsent.paid.hash !== undefined : standing !== 'unknown'
  const next = goOnText({ letter, draft, again, isSure })
  return new CliError(`${message}\n${next}`, { exitCode, cause: error })
}

/** Whether the node said that the account lacks the money: it has passed nothing on. */
function isTurnedAway({ paid, cause }: LetterUnsentError): boolean {
  return paid.hash === undefined && explain(cause).name === 'InsufficientFundsError'
}

/** What the chain has of a stamp that was not paid for now, as far as is known: the very same may have been before. */
async function onChain(context: Context, stampId: Hex): Promise<StampStatus | 'unknown'> {
  try {
    const { client, contracts } = await context.chain()
    return (await getStampStatus(client, { stampId, contracts })).status
  } catch {
    return 'unknown'
  }
}

/** What `fetch` throws where there is no answer. */
function isFetchFailure(error: unknown): boolean {
  return error instanceof TypeError && error.message === 'fetch failed'
}
