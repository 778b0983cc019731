import { ApiProblemError, ApiUnreachableError, PennypostError } from '@pennypost/sdk'
import type { Problem } from './Problem.ts'
import type { ProblemFacts } from './problemOf.ts'

const titles: Readonly<Record<string, string>> = {
  AllowanceTooLowError: 'Too little was approved',
  ContractRefusalError: 'The contract would refuse this',
  ChunkRefusalError: 'The contract would refuse this',
  InvalidKeyError: 'The key cannot be used',
  InvalidParameterError: 'This cannot be sent',
  LetterError: 'The letter cannot be sent',
  NoEncryptionKeyError: 'Nobody could read the letter',
  PostageRefusedError: 'The postage is refused',
  PostageTooHighError: 'The postage has risen',
  RelayAnswerError: 'The relay refused',
  TokenBalanceTooLowError: 'Not enough money',
  TokenRefusalError: 'The token refuses this',
  TokenSignatureUnsupportedError: 'The token cannot be paid so',
}

/** What the SDK says in a sentence of its own, as it says it. */
export function problemsOfSdk(error: unknown, { retry }: ProblemFacts): Problem | undefined {
  if (!(error instanceof PennypostError)) return undefined
  const again = retry && { label: 'Try again', run: retry }
  if (error instanceof ApiUnreachableError)
    return {
      title: 'The API does not answer',
      sentence: 'What this needs to know cannot be asked at the moment. Nothing was sent.',
      way: again,
    }
  if (error instanceof ApiProblemError) return apiProblem(error, again)
  return {
    title: titles[error.name] ?? 'That did not work',
    sentence: error.shortMessage,
    way: again,
  }
}

function apiProblem(error: ApiProblemError, way: Problem['way']): Problem {
  const { status, retryAfterSeconds: seconds } = error
  const when = seconds === undefined ? 'in a moment' : `in ${seconds} seconds`
  if (status === 429)
    return {
      title: 'The API was asked too often',
      sentence: `It answers again ${when}. Nothing was sent.`,
      way,
    }
  if (status === 503)
    return {
      title: 'The API cannot answer now',
      sentence: `${error.shortMessage} Try again ${when}.`,
      way,
    }
  return { title: error.title || 'The API refused', sentence: error.shortMessage, way }
}
