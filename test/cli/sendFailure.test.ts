import { LetterUnsentError } from '@pennypost/sdk'
import { HttpRequestError } from 'viem'
import { describe, expect, it } from 'vitest'
import { explainSending } from '../../cli/letters/sendFailure.ts'

/** What is told of an error before the stamp had a hash, and whether the draft was kept. */
function told(error: unknown) {
  let isKept = true
  const draft = { keep: () => {}, file: () => 'letter-1.json', remove: () => (isKept = false) }
  const letter = { url: 'http://relay' } as never
  const said = explainSending(error, { letter, draft: draft as never, isPaid: false })
  return { isKept, message: (said as Error).message }
}

describe('explainSending', () => {
  const lost = new HttpRequestError({ url: 'http://node', status: 502 })

  it('keeps a letter whose payment may have gone out', () => {
    const paid = { stampId: `0x${'12'.repeat(32)}`, stamp: {} } as never
    const { isKept, message } = told(new LetterUnsentError(paid, { cause: lost }))
    expect(isKept).toBe(true)
    expect(message).toContain('may have been paid for, and is kept in letter-1.json')
    expect(message).toContain('with --paid letter-1.json')
  })

  it('keeps none where nothing went out', () => {
    expect(told(lost)).toMatchObject({ isKept: false })
  })
})
