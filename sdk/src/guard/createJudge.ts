import { stampIdOf } from '../../../protocol/ids.ts'
import { safeVerdict } from '../api/safeVerdict.ts'
import { PennypostError } from '../errors/PennypostError.ts'
import { passing } from '../x402/passing.ts'
import type { GuardContext } from './guardOptions.ts'
import { stampOfPostage } from './stampOfPostage.ts'
import type { JudgedPostage, LetterVerdict, VerifyQuestion } from './verdictSource.ts'

export type Judge = {
  /** The verdict on a letter, waited for while the postage that it names is too new to be known. */
  judge(question: VerifyQuestion, signal?: AbortSignal | undefined): Promise<LetterVerdict>
  /** The verdict once it says, as the chain has just done, that the postage is not open any more; undefined: it does not come to that. */
  judgeAgain(
    question: VerifyQuestion,
    signal?: AbortSignal | undefined,
  ): Promise<LetterVerdict | undefined>
}

type JudgeContext = Pick<
  GuardContext,
  'chainId' | 'postOffice' | 'source' | 'maxWaitSeconds' | 'maxWaiting'
>

/** Milliseconds until it is asked again: an index is mostly half a second behind, and then it may be long. */
const firstPause = 200
const longestPause = 1_000

/** Judges letters by a source that is believed as far as it makes sense. */
export function createJudge(context: JudgeContext): Judge {
  const { source, maxWaitSeconds, maxWaiting } = context
  let waiting = 0

  async function ask(question: VerifyQuestion, signal?: AbortSignal): Promise<LetterVerdict> {
    const verdict = safeVerdict(await source.verify(question, { signal }), question)
    if (!verdict) throw new PennypostError('What judges letters gave no verdict.')
    if (verdict.eligible && verdict.reason === 'paid') checkPostage(verdict, question, context)
    return verdict
  }

  /** Asks until a verdict is what is waited for, or there is no time left; each letter that waits is in memory. */
  async function until(
    isDone: (verdict: LetterVerdict) => boolean,
    question: VerifyQuestion,
    signal?: AbortSignal,
  ): Promise<LetterVerdict> {
    const end = Date.now() + maxWaitSeconds * 1_000
    let verdict = await ask(question, signal)
    if (waiting >= maxWaiting) return verdict
    waiting += 1
    try {
      for (let pause = firstPause; !isDone(verdict); pause = Math.min(2 * pause, longestPause)) {
        if (Date.now() + pause > end) return verdict
        await new Promise((resolve) => setTimeout(resolve, pause))
        signal?.throwIfAborted()
        verdict = await ask(question, signal)
      }
      return verdict
    } finally {
      waiting -= 1
    }
  }

  return {
    async judge(question, signal) {
      const isNamed = question.stampId !== undefined || question.mailing !== undefined
      if (!isNamed) return await ask(question, signal)
      return await until(({ reason }) => !passing.has(reason), question, signal)
    },
    async judgeAgain(question, signal) {
      const isDone = ({ eligible, postage }: LetterVerdict) =>
        !eligible || postage?.status === 'admitted'
      const verdict = await until(isDone, question, signal)
      return isDone(verdict) ? verdict : undefined
    },
  }
}

/** A receipt names the postage, and the relay earns it: it has to be the postage of this letter. */
function checkPostage(
  { postage }: LetterVerdict,
  question: VerifyQuestion,
  { chainId, postOffice }: JudgeContext,
): void {
  const isRight = postage && isNamed(postage, question) && isOwnStamp(postage)
  if (!isRight)
    throw new PennypostError('What judges letters says `paid` by no postage of the letter.')

  function isOwnStamp(of: JudgedPostage): boolean {
    const found = stampOfPostage(question, of)
    if (!found) return true
    return stampIdOf({ chainId, postOffice, stamp: found.stamp }) === found.stampId.toLowerCase()
  }
}

/** Whether it is what the letter names, if it names any. */
function isNamed(
  { stampId, mailingId }: JudgedPostage,
  { stampId: named, mailing }: VerifyQuestion,
): boolean {
  if (named) return isSame(stampId, named)
  return mailing ? isSame(mailingId, mailing.mailingId) : stampId !== undefined
}

function isSame(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase()
}
