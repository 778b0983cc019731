import type { KeyPair } from '@pennypost/sdk'
import { createKey } from '@pennypost/sdk'
import type { Hex } from 'viem'
import { beforeEach, describe, expect, it } from 'vitest'
import { forgetKey } from '../../../web/src/keys/forgetKey.ts'
import { keepKey } from '../../../web/src/keys/keepKey.ts'
import { keptKeys } from '../../../web/src/keys/keptKeys.ts'
import { keyPrefix } from '../../../web/src/keys/keyStore.ts'
import type { StoredKey } from '../../../web/src/keys/StoredKey.ts'
import { createStore } from '../../../web/src/storage/createStore.ts'
import { memory } from '../../../web/src/storage/memory.ts'

/*
keptKeys
├── given a key that is kept under its id in capitals, as older pages did
│   ├── it is read in lower case
│   ├── given it under both spellings: once
│   ├── forgetting it leaves neither
│   └── keeping it anew makes one entry, as old as it was and where it came from
└── given other keys and inboxes: they stay
*/

const chain = 'eip155:31337'
const inboxId = `0x${'ab'.repeat(32)}` as const
const prefix = keyPrefix(chain, inboxId)

const capitals = (hex: Hex) => `0x${hex.slice(2).toUpperCase()}` as Hex
const inCapitals = ({ kind, keyId, publicKey, secretKey }: KeyPair): KeyPair => ({
  ...{ kind, keyId: capitals(keyId) },
  ...{ publicKey: capitals(publicKey), secretKey: capitals(secretKey) },
})

describe('keptKeys', async () => {
  const [pair, other] = [await createKey('xWing'), await createKey('ed25519')]
  const entry = (part: Partial<StoredKey>): StoredKey => ({
    ...{ chain, inboxId, pair, addedAt: 5, isSaved: true, origin: 'brought' },
    ...part,
  })
  const older = entry({ pair: inCapitals(pair), addedAt: 3 })
  let store = createStore<StoredKey>('test-keptKeys', memory())
  const kept = async () => keptKeys(await store.entries(prefix))

  beforeEach(async () => {
    store = createStore<StoredKey>('test-keptKeys', memory())
    await store.set(`${prefix}${older.pair.keyId}`, older)
  })

  it('reads capitals as lower case', async () => {
    expect(await kept()).toEqual([entry({ addedAt: 3 })])
  })

  it('has a key of two spellings once', async () => {
    await store.set(`${prefix}${pair.keyId}`, entry({ isSaved: false, origin: 'made' }))
    expect(await kept()).toEqual([entry({ addedAt: 3, origin: 'made' })])
  })

  it('forgets every spelling, and no other key', async () => {
    await keepKey(store, entry({ pair: other, addedAt: 9 }))
    await store.set(`${prefix}${pair.keyId}`, entry({}))
    await forgetKey(store, { chain, inboxId, keyId: capitals(pair.keyId) })
    expect(await store.entries()).toEqual([
      [`${prefix}${other.keyId}`, entry({ pair: other, addedAt: 9 })],
    ])
  })

  it('keeps a known key as what it was, in one entry', async () => {
    await keepKey(store, entry({ addedAt: 9, origin: 'made' }))
    expect(await store.entries()).toEqual([[`${prefix}${pair.keyId}`, entry({ addedAt: 3 })]])
  })
})
