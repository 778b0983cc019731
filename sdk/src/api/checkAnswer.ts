import { ApiAnswerError } from '../errors/ApiAnswerError.ts'
import { isProblem } from '../errors/ApiProblemError.ts'
import type { OperationId } from './ApiClient.ts'
import { operationOf } from './operationOf.ts'
import type { Asked } from './safeVerdict.ts'
import { isAsOf, safeVerdict } from './safeVerdict.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * Holds an answer that a letter may be carried on against what was asked. Of other answers nothing more is asked than that they have
 * the fields that each must have: then there is an API at the url, and not, for instance, a node.
 *
 * @returns The answer, in which no verdict is eligible that should not be.
 * @throws {ApiAnswerError} A field or a verdict is missing, or lacks what it must have.
 */
export function checkAnswer(id: OperationId, parameters: Fields, answer: Fields): Fields {
  const missing = operationOf(id).has?.find((name) => answer[name] === undefined)
  if (missing) throw new ApiAnswerError(id, `it has no ${missing}`)
  if (id === 'verify')
    return { ...verdictOf(id, answer, parameters), ...stateOf(id, answer, parameters) }
  if (id === 'verifyBatch') return batchOf(id, answer, parameters)
  if (id !== 'prove') return answer
  const verdict = verdictOf(id, answer.verdict, parameters)
  return { ...answer, ...stateOf(id, answer, parameters), verdict }
}

function batchOf(id: OperationId, answer: Fields, { chain, items }: Fields): Fields {
  const asked = Array.isArray(items) ? (items as Asked[]) : []
  const { results } = answer
  if (!Array.isArray(results) || results.length !== asked.length) {
    throw new ApiAnswerError(id, `it has not a result for each of ${asked.length} letters`)
  }
  const checked = results.map((result: unknown, index) =>
    isProblem(result) ? withoutVerdict(result as Fields) : verdictOf(id, result, asked[index]),
  )
  return { ...answer, ...stateOf(id, answer, { chain }), results: checked }
}

/** A problem says nothing of a letter, whatever else stands in it. */
function withoutVerdict({ eligible: _, ...problem }: Fields): Fields {
  return problem
}

function verdictOf(id: OperationId, value: unknown, asked: Asked = {}) {
  const verdict = safeVerdict(value, asked)
  if (verdict) return verdict
  throw new ApiAnswerError(id, 'a verdict has no `eligible` that is true or false, or no `reason`')
}

function stateOf(id: OperationId, { asOf }: Fields, { chain }: Fields): { asOf: object } {
  if (isAsOf(asOf, chain)) return { asOf }
  throw new ApiAnswerError(id, `it does not say as of which block of ${String(chain)} it is true`)
}
