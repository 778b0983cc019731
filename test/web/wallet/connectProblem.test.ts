import { describe, expect, it } from 'vitest'
import { connectProblem } from '../../../web/src/wallet/connectProblem.ts'

describe('connectProblem', () => {
  it('is none where the person said no', () => {
    expect(connectProblem({ code: 4001 }, 'Fox')).toBeUndefined()
  })

  it('says what to do in the wallet', () => {
    expect(connectProblem({ code: -32002 }, 'Fox')).toMatch(/^Fox was asked already/)
    expect(connectProblem({ cause: { code: 4100 } }, 'Fox')).toBe(
      'Fox is locked. Unlock it and try again.',
    )
    expect(connectProblem(new Error('?'), 'Fox')).toMatch(/^Fox did not connect/)
  })
})
