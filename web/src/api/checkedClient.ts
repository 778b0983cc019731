import type { ApiClient } from '@pennypost/sdk'
import type { Caip2 } from '../config/caip2.ts'
import { checkedAnswer } from './checkedAnswer.ts'

type Method = (...given: unknown[]) => Promise<unknown>

/** The same client, whose methods throw an `ApiAnswerError`, too, where an answer has not the form that it must have. */
export function checkedClient(client: ApiClient<Caip2>): ApiClient<Caip2> {
  const entries = Object.entries(client).map(([name, value]: [string, unknown]) => {
    if (typeof value !== 'function') return [name, value]
    // Safety: what is a function in a client is the method of an operation, and called after it.
    const ask = value as Method
    const method: Method = async (...given) => checkedAnswer(name, await ask(...given))
    return [name, Object.assign(method, ask)]
  })
  return Object.fromEntries(entries)
}
