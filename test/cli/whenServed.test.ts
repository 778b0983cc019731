import { beforeEach, describe, expect, it } from 'vitest'
import { whenServed } from '../../cli/whenServed.ts'
import { ApiProblemError } from '../../sdk/src/errors/ApiProblemError.ts'

/*
whenServed
├── given the limit is reached → asks again after as long as is said, and tells it once for all that wait
├── given it would take more than five minutes, at once or in all → ends with 4
└── given anything else → thrown as it is
*/

const slept: number[] = []
const wait = (milliseconds: number) => Promise.resolve(slept.push(milliseconds))
beforeEach(() => {
  slept.length = 0
})

function teller() {
  const notes: string[] = []
  return { notes, context: { output: { note: (text: string) => void notes.push(text) } } }
}

function limit(retryAfterSeconds?: number): ApiProblemError {
  const problem = { code: 'rate_limited', status: 429, detail: 'Enough.' }
  return new ApiProblemError(problem, { retryAfterSeconds })
}

/** Is refused so often before it is answered. */
function refused(times: number, error: Error): () => Promise<string> {
  let left = times
  return () => (left-- > 0 ? Promise.reject(error) : Promise.resolve('answer'))
}

describe('whenServed', () => {
  it('asks again after as long as the API says, and tells that once for all that wait', async () => {
    const { notes, context } = teller()
    const answers = [1, 2].map(() => whenServed(context, refused(1, limit(12)), wait))
    expect(await Promise.all(answers)).toEqual(['answer', 'answer'])
    expect(slept).toEqual([12_000, 12_000])
    expect(notes).toEqual(['The API has had enough for now. Asking again in 12 seconds.'])
  })

  it.each([
    [301, []],
    [3_000_000, []],
    [Number.POSITIVE_INFINITY, []],
    [120, [120_000, 120_000]],
  ])('gives up above five minutes in all, as after %s s', async (after, waits) => {
    const asked = whenServed(teller().context, refused(9, limit(after)), wait)
    await expect(asked).rejects.toMatchObject({
      ...{ name: 'CliError', exitCode: 4 },
      message: expect.stringContaining('is waited for 5 minutes at most: Enough.'),
    })
    expect(slept).toEqual(waits)
  })

  it('throws what else is wrong', async () => {
    const error = new Error('Another')
    await expect(whenServed(teller().context, refused(1, error), wait)).rejects.toBe(error)
  })
})
