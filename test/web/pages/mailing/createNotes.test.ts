import { describe, expect, it } from 'vitest'
import { createNotes } from '../../../../web/src/pages/mailing/createNotes.ts'

describe('createNotes', () => {
  it('writes at once, and together what comes meanwhile', async () => {
    const written: number[][] = []
    const notes = createNotes<string>(async (some) => {
      await Promise.resolve()
      written.push([...some.keys()])
    })
    for (const key of [1, 2, 3]) notes.add(key, 'note')
    await notes.written()
    expect(written).toEqual([[1], [2, 3]])
  })

  it('throws what writing failed with, however long before that was', async () => {
    const notes = createNotes<string>(() => Promise.reject(new Error('The disk is full.')))
    notes.add(1, 'note')
    await new Promise((resolve) => setImmediate(resolve))
    await expect(notes.written()).rejects.toThrow('The disk is full.')
  })
})
