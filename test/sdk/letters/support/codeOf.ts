import { LetterError } from '../../../../sdk/src/letters/index.ts'

/** The code that a promise is refused with; `opened` where it is not. Whatever is no LetterError fails the test. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
    return 'opened'
  } catch (error) {
    if (error instanceof LetterError) return error.code
    throw error
  }
}
