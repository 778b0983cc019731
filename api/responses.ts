import type { z } from 'zod'
import type { Problem, ProblemCode } from '../protocol/problems.ts'
import { problems } from '../protocol/problems.ts'
import { problem } from '../protocol/wire/problem.ts'

/** An answer with a JSON body, for a route's `responses`. The example must satisfy the schema; a test sees to it. */
export function json<Schema extends z.ZodType>(
  description: string,
  schema: Schema,
  example: z.input<Schema>,
) {
  return { description, content: { 'application/json': { schema, example } } }
}

/** The problems that an operation may answer with, by status, for a route's `responses`. */
export function problemResponses<Codes extends ProblemCode>(...codes: Codes[]) {
  const all: ProblemCode[] = [...codes, 'internal_error']
  const statuses = [...new Set(all.map((code) => statusOf(code)))]
  return Object.fromEntries(
    statuses.map((status) => {
      const ofStatus = all.filter((code) => statusOf(code) === status)
      const description = ofStatus.map((code) => `\`${code}\`: ${problems[code].title}.`).join(' ')
      const examples = Object.fromEntries(
        ofStatus.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
      )
      const content = { 'application/problem+json': { schema: problem, examples } }
      return [status, { description, content, ...(status === 503 && { headers: retryAfter }) }]
    }),
  ) as Record<(typeof problems)[Codes | 'internal_error']['status'], ProblemResponse>
}

const retryAfter = {
  'Retry-After': {
    description: 'Seconds after which asking again may help.',
    schema: { type: 'integer' as const },
  },
}

type ProblemResponse = {
  description: string
  content: {
    'application/problem+json': {
      schema: typeof problem
      examples: Record<string, { $ref: string }>
    }
  }
}

function statusOf(code: ProblemCode): Problem['status'] {
  return problems[code].status
}

/** The problems of every operation that reads chain state. */
export const chainStateProblems = [
  'index_stale',
  'index_gap',
  'chain_stalled',
  'reorg_too_deep',
  'database_unavailable',
] as const satisfies readonly ProblemCode[]
