import { ApiProblemError } from '../errors/ApiProblemError.ts'
import { InvalidParameterError } from '../errors/InvalidParameterError.ts'
import { GuardRefusal } from './GuardRefusal.ts'

/** What of a question a client wrote, and the code that it is refused by. All else is the relay's own: its policy, its chain, its key. */
const codes: ReadonlyMap<string | undefined, string> = new Map([
  ['inboxId', 'invalid_letter'],
  ['sender', 'invalid_letter'],
  ['senderStatement', 'invalid_letter'],
  ['stampId', 'invalid_payment'],
  ['mailing', 'invalid_payment'],
])

/**
 * The refusal of what a client wrote wrongly, by the word of what judges letters: the same letter fails again, however often it comes.
 *
 * @returns Undefined where the fault is not the client's, or may pass.
 */
export function wrongQuestion(error: unknown): GuardRefusal | undefined {
  // Of `firstOf`, where one that judges may be away, and another has looked at the question.
  if (error instanceof AggregateError) {
    return error.errors.map(wrongQuestion).find((refusal) => refusal !== undefined)
  }
  if (!(error instanceof InvalidParameterError) && !(error instanceof ApiProblemError)) {
    return undefined
  }
  const code = fieldsOf(error)
    .map((field) => codes.get(field))
    .find((known) => known !== undefined)
  if (code === undefined) return undefined
  return new GuardRefusal(400, code, error.shortMessage, { cause: error })
}

/** The fields of the question that are wrong. */
function fieldsOf(error: InvalidParameterError | ApiProblemError): (string | undefined)[] {
  if (error instanceof InvalidParameterError) return [error.parameter.split('.')[0]]
  if (error.code !== 'invalid_request') return []
  // In a batch the letter stands at `/items/0`.
  return error.errors.map((each) => /^(?:\/items\/\d+)?\/(\w+)/.exec(each?.pointer ?? '')?.[1])
}
