import { poll } from '../../../scripts/stack/poll.ts'

/** What the tests look at in an answer of `POST /v1/verify`, be it a verdict or a problem. */
export type Answer = {
  httpStatus: number
  eligible?: boolean
  reason?: string
  code?: string
  postage?: { stampId: string; status: string; confirmations: number; [field: string]: unknown }
  asOf?: { chain: string; blockNumber: string; blockHash: string; headBlock: string }
}

/** Asks whether a letter may be carried. */
export async function verify(apiUrl: string, request: object): Promise<Answer> {
  const response = await fetch(`${apiUrl}/v1/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  })
  return { ...((await response.json()) as object), httpStatus: response.status }
}

/** Asks until the answer has a reason, or a problem its code. Fails with the last answer otherwise. */
export async function untilAnswer(
  apiUrl: string,
  request: object,
  expected: { reason: string } | { code: string },
): Promise<Answer> {
  let last: Answer | undefined
  const [[field, value]] = Object.entries(expected) as [['reason' | 'code', string]]
  const attempt = async () => {
    last = await verify(apiUrl, request)
    return last[field] === value && last
  }
  try {
    return await poll(attempt, { for: value, within: 60_000, every: 20 })
  } catch (cause) {
    throw new Error(`Expected ${field} ${value}, last: ${JSON.stringify(last)}`, { cause })
  }
}
