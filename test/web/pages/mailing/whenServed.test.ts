import { ApiProblemError } from '@pennypost/sdk'
import { describe, expect, it } from 'vitest'
import { whenServed } from '../../../../web/src/pages/mailing/whenServed.ts'

function limited(seconds: number): ApiProblemError {
  return Object.assign(Object.create(ApiProblemError.prototype) as ApiProblemError, {
    code: 'rate_limited',
    retryAfterSeconds: seconds,
  })
}

describe('whenServed', () => {
  it('asks again after as long as the API wants', async () => {
    const waits: number[] = []
    const told: number[] = []
    let asked = 0
    const answer = await whenServed(
      () => {
        asked += 1
        return asked < 3 ? Promise.reject(limited(asked * 2)) : Promise.resolve('there')
      },
      {
        wait: async (milliseconds) => void waits.push(milliseconds),
        onWait: (seconds) => void told.push(seconds),
      },
    )
    expect(answer).toBe('there')
    expect(waits).toEqual([2_000, 4_000])
    expect(told).toEqual([2, 4])
  })

  it('throws what is no limit, and a limit that lasts too long', async () => {
    const wait = async () => undefined
    await expect(whenServed(() => Promise.reject(new Error('no')), { wait })).rejects.toThrow('no')
    await expect(whenServed(() => Promise.reject(limited(301)), { wait })).rejects.toMatchObject({
      code: 'rate_limited',
    })
  })
})
