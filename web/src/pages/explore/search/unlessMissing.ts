import { ApiProblemError } from '@pennypost/sdk'

/** What is asked of the API; `undefined`: there is no such thing. Any other failure is thrown. */
export async function unlessMissing<answer>(asked: Promise<answer>): Promise<answer | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof ApiProblemError && error.status === 404) return undefined
    throw error
  }
}
