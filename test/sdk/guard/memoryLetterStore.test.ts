import { describe, expect, it } from 'vitest'
import { memoryLetterStore } from '../../../sdk/src/guard/memoryLetterStore.ts'
import { describeLetterStore, letterFor } from './support/letterStoreSpec.ts'

describe('memoryLetterStore', () => {
  describeLetterStore(() => memoryLetterStore())

  it('forgets the oldest letter of more than it keeps', async () => {
    const store = memoryLetterStore({ maxLetters: 2 })
    for (const name of ['a', 'b', 'c']) await store.finish(letterFor(name), undefined)
    expect(await store.find(letterFor('a'))).toBeUndefined()
    expect(await store.find(letterFor('b'))).toBeDefined()
    expect(await store.find(letterFor('c'))).toBeDefined()
  })
})
