import { beforeEach, describe, expect, it } from 'vitest'
import { whenServed } from '../../../sdk/src/api/whenServed.ts'
import { ApiProblemError } from '../../../sdk/src/errors/ApiProblemError.ts'

/*
whenServed
├── given the limit is reached → asks again after as long as is said, a second at least, and says so before
├── given it would take longer than the patience, at once or in all → throws the API's problem
├── given it is called off → throws the reason, and asks no more
└── given anything else → thrown as it is
*/

const slept: number[] = []
const told: number[] = []
const onWait = (seconds: number) => void told.push(seconds)
const wait = (milliseconds: number) => Promise.resolve(slept.push(milliseconds))
beforeEach(() => {
  slept.length = 0
  told.length = 0
})

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
  it('asks again after as long as the API says', async () => {
    expect(await whenServed(refused(2, limit(12)), { wait, onWait })).toBe('answer')
    expect({ slept, told }).toEqual({ slept: [12_000, 12_000], told: [12, 12] })
  })

  it.each([[undefined], [0], [0.2]])('asks once a second at most, also after %s', async (after) => {
    await whenServed(refused(2, limit(after)), { wait })
    expect(slept).toEqual([1_000, 1_000])
  })

  it.each([
    [301, []],
    [Number.POSITIVE_INFINITY, []],
    [120, [120_000, 120_000]],
  ])('gives up above five minutes in all, as after %s s', async (after, waits) => {
    const asked = whenServed(refused(9, limit(after)), { wait })
    await expect(asked).rejects.toMatchObject({ code: 'rate_limited', retryAfterSeconds: after })
    expect(slept).toEqual(waits)
  })

  it('has the patience that it is given', async () => {
    const asked = whenServed(refused(9, limit(2)), { wait, patienceSeconds: 5 })
    await expect(asked).rejects.toMatchObject({ code: 'rate_limited' })
    expect(slept).toEqual([2_000, 2_000])
  })

  it('asks no more once it is called off, however long it would wait', async () => {
    const ends = new AbortController()
    let asked = 0
    const asking = whenServed(
      () => {
        asked += 1
        return Promise.reject(limit(200))
      },
      { signal: ends.signal, onWait: () => ends.abort(new Error('called off')) },
    )
    await expect(asking).rejects.toThrow('called off')
    expect(asked).toBe(1)
  })

  it('throws what else is wrong', async () => {
    const error = new Error('Another')
    await expect(whenServed(refused(1, error), { wait })).rejects.toBe(error)
    expect(slept).toEqual([])
  })
})
