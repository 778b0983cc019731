import { pad } from 'viem'
import { describe, expect, it } from 'vitest'
import { keepShown } from '../../../../web/src/pages/received/keepShown.ts'
import { partAnswered } from '../../../../web/src/pages/received/partAnswered.ts'
import { mail, received } from './received.ts'

/*
partAnswered
├── has nothing leave that waits, whatever the API says of it by then
├── has leave what is known to be answered, at once
├── keeps in its place what no longer waits while nobody knows what came of it
├── has leave what was answered here, before or beyond what the API lists
└── lists what was answered newest first
*/

const one = received({ stampId: pad('0xa1'), postedAt: 1 })
const other = received({ stampId: pad('0xa2'), postedAt: 2 })
const done = received({ stampId: pad('0xa1'), postedAt: 1, status: 'collected' })
const both = keepShown(undefined, [one, other])
const withoutOne = keepShown(both, [other])
const nobody = new Map<string, 'collected' | 'returned'>()

describe('partAnswered', () => {
  it('has nothing leave that waits, whatever the API says of it by then', () => {
    expect(partAnswered(both, [done], nobody)).toEqual({ shown: both, answered: [] })
    expect(partAnswered(undefined, [done], nobody)).toEqual({ shown: undefined, answered: [done] })
  })

  it('has leave what is known to be answered, at once', () => {
    const { shown, answered } = partAnswered(withoutOne, [done], nobody)
    expect(shown?.items).toEqual([other])
    expect(answered).toEqual([done])
  })

  it('keeps in its place what no longer waits while nobody knows what came of it', () => {
    expect(partAnswered(withoutOne, [], nobody)).toEqual({ shown: withoutOne, answered: [] })
  })

  it('has leave what was answered here, before or beyond what the API lists', () => {
    const own = new Map([[one.id as string, 'collected' as const]])
    const { shown, answered } = partAnswered(withoutOne, [], own)
    expect(shown?.items).toEqual([other])
    expect(answered).toEqual([done])
    const letter = mail({ letterHash: pad('0xa3') })
    const gone = keepShown(keepShown(undefined, [letter]), [])
    const ofMail = partAnswered(gone, [], new Map([[letter.id as string, 'collected']]))
    expect(ofMail.answered.map(({ mail: of }) => of?.isCollected)).toEqual([true])
  })

  it('lists what was answered newest first', () => {
    const later = received({ stampId: pad('0xa4'), postedAt: 9, status: 'returned' })
    expect(partAnswered(withoutOne, [done, later], nobody).answered).toEqual([later, done])
  })
})
