import { createKey } from '@pennypost/sdk'
import { describe, expect, it } from 'vitest'
import { chooseSigningKey } from '../../../web/src/keys/chooseSigningKey.ts'

/*
chooseSigningKey
├── given several active keys: the newest
├── given that the newest are revoked: the newest that is not
├── given none that is active: none, so that the wallet is asked
└── given an active key that opens letters only: none
*/

describe('chooseSigningKey', async () => {
  const [old, middle, recent] = [
    { pair: await createKey('ed25519'), addedAt: 1 },
    { pair: await createKey('p256'), addedAt: 2 },
    { pair: await createKey('ed25519'), addedAt: 3 },
  ]
  const keys = [middle, recent, old]
  const among =
    (...active: readonly (typeof old)[]) =>
    async (keyId: string) =>
      active.some(({ pair }) => pair.keyId === keyId)

  it('takes the newest', async () => {
    expect(await chooseSigningKey(keys, async () => true)).toBe(recent.pair)
  })

  it('passes over what is revoked', async () => {
    expect(await chooseSigningKey(keys, among(old, middle))).toBe(middle.pair)
    expect(await chooseSigningKey(keys, among(recent))).toBe(recent.pair)
  })

  it('takes none where none is active', async () => {
    expect(await chooseSigningKey(keys, among())).toBeUndefined()
  })

  it('takes none that only opens letters', async () => {
    const sealing = { pair: await createKey('xWing'), addedAt: 4 }
    expect(await chooseSigningKey([sealing], async () => true)).toBeUndefined()
  })
})
