import type { Answered } from './answerReceived.ts'
import type { Answer } from './Received.ts'

/** What came of answering several, for the toast. */
export function doneSentence(answer: Answer, { done, late }: Answered): string {
  const stakes = done === 1 ? '1 stake is' : `${done} stakes are`
  const what =
    answer === 'collect'
      ? `${stakes} yours.`
      : `${stakes} back with ${done === 1 ? 'its sender' : 'the senders'}.`
  if (late === 0) return what
  return `${what} ${late === 1 ? 'One more had' : `${late} more had`} been answered before.`
}
