import { StackError } from '../stack/StackError.ts'

/**
 * Asks the API: what `init` says, else `GET`.
 *
 * @throws {StackError} With what the API says is wrong.
 */
export async function ask<T>(url: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(url, init)
  const answer = (await response.json()) as T & { detail?: string }
  if (!response.ok) throw new StackError(`${response.status} from ${url}: ${answer.detail}`)
  return answer
}
