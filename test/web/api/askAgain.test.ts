import { ApiProblemError, ApiUnreachableError } from '@pennypost/sdk'
import { afterEach, describe, expect, it } from 'vitest'
import { askAgain, waitOf } from '../../../web/src/api/askAgain.ts'
import { feedIsBroken, feedIsLive } from '../../../web/src/api/feedChanges.ts'

const chain = 'eip155:424242' as const
const problem = (code: string, status: number, retryAfterSeconds?: number) =>
  new ApiProblemError({ code, status, detail: code }, { retryAfterSeconds })
const gone = new ApiUnreachableError({ asked: 'GET /', attempts: 3, cause: new Error('gone') })

describe('askAgain', () => {
  afterEach(() => feedIsBroken(chain))

  it('leaves it to the feed while that is live', () => {
    feedIsLive(chain)
    expect(askAgain(chain, null)).toBe(false)
    expect(askAgain(chain, problem('stamp_not_found', 404))).toBe(false)
    expect(askAgain(chain, problem('invalid_request', 400))).toBe(false)
  })

  it('asks by itself where there is no feed, or what failed may pass', () => {
    expect(askAgain(chain, null)).toBe(10_000)
    feedIsLive(chain)
    expect(askAgain(chain, gone)).toBe(10_000)
    expect(askAgain(chain, problem('index_stale', 503))).toBe(10_000)
    expect(askAgain(chain, problem('rate_limited', 429))).toBe(10_000)
  })

  it('never asks before the API wants it', () => {
    expect(askAgain(chain, problem('rate_limited', 429, 60))).toBe(60_000)
    expect(askAgain(chain, problem('index_stale', 503, 1))).toBe(10_000)
    expect(askAgain(chain, problem('rate_limited', 429, 1e9))).toBe(3_600_000)
    expect(waitOf(gone)).toBeUndefined()
    expect(waitOf(problem('rate_limited', 429, 7))).toBe(7_000)
  })
})
