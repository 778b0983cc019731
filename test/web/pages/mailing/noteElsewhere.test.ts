import { describe, expect, it } from 'vitest'
import type { KeptMailing } from '../../../../web/src/pages/mailing/mailingStore.ts'
import { keyOfMailing } from '../../../../web/src/pages/mailing/mailingStore.ts'
import { noteElsewhere } from '../../../../web/src/pages/mailing/noteElsewhere.ts'
import { createStore } from '../../../../web/src/storage/createStore.ts'
import { memory } from '../../../../web/src/storage/memory.ts'
import { exampleMailing } from '../../../sdk/mailings/support/exampleMailing.ts'

describe('noteElsewhere', async () => {
  const { letters, ...head } = await exampleMailing({ count: 2 })
  const token = { symbol: 'ETH', decimals: 18 }
  const kept: KeptMailing = { ...head, name: 'readers', keptAt: 1, token, sent: 0, elsewhere: 0 }
  const key = keyOfMailing(kept)

  it('notes letters without a body, and nothing of a mailing that is not kept', async () => {
    const store = createStore<KeptMailing>('test-elsewhere', memory())
    const bare = letters.map((letter) => ({ ...letter, body: undefined }))
    await noteElsewhere(kept, bare, store)
    expect(await store.get(key)).toBeUndefined()
    await store.set(key, kept)
    await noteElsewhere(kept, bare, store)
    expect(await store.get(key)).toEqual({ ...kept, elsewhere: 2 })
    await noteElsewhere(kept, letters, store)
    expect(await store.get(key)).toEqual(kept)
  })
})
