import { describe, expect, it } from 'vitest'
import { createStore } from '../../../web/src/storage/createStore.ts'
import { memory } from '../../../web/src/storage/memory.ts'
import { StorageError } from '../../../web/src/storage/StorageError.ts'

describe('createStore', () => {
  it('keeps, gives and forgets values, and lists those whose key begins so', async () => {
    const store = createStore<{ amount: bigint }>('test-keep', memory())
    await store.set('a/1', { amount: 1n })
    await store.set('a/2', { amount: 2n })
    await store.set('b/1', { amount: 3n })
    expect(await store.get('a/1')).toEqual({ amount: 1n })
    expect((await store.entries('a/')).map(([key]) => key)).toEqual(['a/1', 'a/2'])
    await store.delete('a/1')
    expect(await store.get('a/1')).toBeUndefined()
  })

  it('changes a value in one step, and leaves it where nothing is given', async () => {
    const store = createStore<number>('test-update', memory())
    expect(await store.update('key', (value) => (value ?? 0) + 1)).toBe(1)
    expect(await store.update('key', (value) => (value ?? 0) + 1)).toBe(2)
    expect(await store.update('key', () => undefined)).toBe(2)
    expect(await store.get('key')).toBe(2)
  })

  it('tells who watches of each change, and not of what stayed', async () => {
    const store = createStore<number>('test-watch', memory())
    const told: string[] = []
    const unwatch = store.watch((key) => told.push(key))
    await store.set('a', 1)
    await store.update('a', () => undefined)
    await store.update('b', () => 1)
    await store.delete('a')
    unwatch()
    await store.set('c', 1)
    expect(told).toEqual(['a', 'b', 'a'])
  })

  it('says in a sentence that the browser keeps nothing', async () => {
    const forbidden = () => Promise.reject(new DOMException('no', 'SecurityError'))
    const backend = { ...memory<number>(), get: forbidden, set: forbidden }
    const store = createStore('test-forbidden', backend)
    await expect(store.set('a', 1)).rejects.toThrow(StorageError)
    await expect(store.get('a')).rejects.toThrow('This browser keeps nothing for this page')
  })

  it('says that there is no room left', async () => {
    const full = () => Promise.reject(new DOMException('no', 'QuotaExceededError'))
    const store = createStore('test-full', { ...memory<number>(), set: full })
    await expect(store.set('a', 1)).rejects.toThrow('no room left')
  })
})
