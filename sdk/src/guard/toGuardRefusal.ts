import { PaymentHeaderError } from '../errors/PaymentHeaderError.ts'
import { GuardRefusal } from './GuardRefusal.ts'
import { wrongQuestion } from './wrongQuestion.ts'

/** Whatever goes wrong keeps the letter out, and says whether to come again; what is no fault of the client's is for the relay's own log. */
export function toGuardRefusal(error: unknown, onError: (error: unknown) => void): GuardRefusal {
  if (error instanceof GuardRefusal) return error
  if (error instanceof PaymentHeaderError)
    return new GuardRefusal(400, 'invalid_payment', error.shortMessage, { cause: error })
  const wrong = wrongQuestion(error)
  if (wrong) return wrong
  onError(error)
  return new GuardRefusal(
    503,
    'not_judged',
    'Whether the letter may be carried cannot be said at the moment. Send it again.',
    { retryAfterSeconds: 2, cause: error },
  )
}
