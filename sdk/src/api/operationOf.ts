import { operations } from '../../../generated/operations.ts'
import type { OperationId } from './ApiClient.ts'

/** What a client has to know of an operation. */
export type Operation = {
  method: 'DELETE' | 'GET' | 'POST' | 'PUT'
  /** With names in braces. */
  path: string
  pathNames: readonly string[]
  queryNames: readonly string[]
  body: 'json' | 'none' | 'octets'
  /** What octets are called in the parameters. */
  bodyName?: string
  answer: 'events' | 'json' | 'ndjson' | 'none'
  /** Fields of the answer that are always there. */
  has?: readonly string[]
  takesChain: boolean
  /** The field of the answer with the entries of a page. */
  list?: string
}

const known: Readonly<Record<OperationId, Operation>> = operations

export const operationIds = Object.keys(operations) as OperationId[]

export function operationOf(id: OperationId): Operation {
  return known[id]
}

/**
 * Operations that write nothing though they are no GET, or write the same however often they are asked for: the letters of a mailing
 * are kept once, and what is there already is not read again.
 */
const repeatable: ReadonlySet<OperationId> = new Set([
  ...(['verify', 'verifyBatch', 'verifyKey', 'prove', 'putMailingLeaves'] as const),
])

/** Whether an operation may be asked for again where nobody knows what became of the first time. */
export function isRepeatable(id: OperationId): boolean {
  return known[id].method === 'GET' || repeatable.has(id)
}

/** Whether the answer is read as it comes, and not as a whole. */
export function isStream(id: OperationId): boolean {
  return known[id].answer === 'events' || known[id].answer === 'ndjson'
}
