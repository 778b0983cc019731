import type { Hex } from 'viem'
import { numberToHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { memoryLetterStore } from '../../../sdk/src/guard/memoryLetterStore.ts'
import { describeLetterStore, letterFor } from './support/letterStoreSpec.ts'

const id = (number: number): Hex => numberToHex(number, { size: 32 })

describe('memoryLetterStore', () => {
  describeLetterStore(() => memoryLetterStore())

  it('forgets the oldest letter of more than it keeps', async () => {
    const store = memoryLetterStore({ maxLetters: 2 })
    for (const name of ['a', 'b', 'c']) await store.finish(letterFor(name), undefined)
    expect(await store.find(letterFor('a'))).toBeUndefined()
    expect(await store.find(letterFor('b'))).toBeDefined()
    expect(await store.find(letterFor('c'))).toBeDefined()
  })

  it('keeps no more claims than letters, the newest ones', async () => {
    const store = memoryLetterStore({ maxLetters: 2 })
    for (const name of ['a', 'b', 'a', 'c'])
      expect(await store.claim(letterFor(name), 'first', 60)).toBe('claimed')
    const answers = ['a', 'c', 'b'].map((name) => store.claim(letterFor(name), 'second', 60))
    expect(await Promise.all(answers)).toEqual(['busy', 'busy', 'claimed'])
  })

  it('forgets claims that have lapsed before any that hold', async () => {
    const store = memoryLetterStore({ maxLetters: 2 })
    await store.claim(letterFor('lapsed'), 'first', 0)
    for (const name of ['held', 'new']) await store.claim(letterFor(name), 'first', 60)
    const answers = ['held', 'new'].map((name) => store.claim(letterFor(name), 'second', 60))
    expect(await Promise.all(answers)).toEqual(['busy', 'busy'])
  })

  it('keeps no more retractions than letters, the newest ones', async () => {
    const store = memoryLetterStore({ maxLetters: 2 })
    const letter = letterFor('a')
    await store.finish(letter, undefined)
    const { postageId } = letter.receipt.admission
    await store.retract(postageId)
    await store.retract(id(1))
    expect(await store.find(letter)).toBeUndefined()
    await store.retract(postageId)
    await store.retract(id(2))
    expect(await store.find(letter)).toBeUndefined()
    await store.retract(id(3))
    expect(await store.find(letter)).toBeDefined()
  })

  it('keeps no more postage to be admitted than letters', async () => {
    const store = memoryLetterStore({ maxLetters: 2 })
    for (const number of [1, 2, 3])
      await store.finish(letterFor(`${number}`), { mailingId: id(number), expiresAt: 2 ** 33 })
    const listed = await store.listUnadmitted(10)
    expect(listed.map(({ mailingId }) => mailingId)).toEqual([id(2), id(3)])
  })
})
