import type { OperationId } from '@pennypost/sdk'
import type { Caip2 } from '../config/caip2.ts'

/** Under what an answer of the API is kept: by chain first, so that its news reach all that is about it. */
export function apiKey(
  chain: Caip2,
  id: OperationId,
  parameters: unknown,
  form: 'one' | 'pages' = 'one',
) {
  return [chain, id, form, parameters ?? null] as const
}
