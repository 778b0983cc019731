import { describe, expect, it } from 'vitest'
import { possessionStatus } from '../../../indexer/src/possession.ts'
import { addKeys } from '../../../sdk/src/actions/addKeys.ts'
import { addKeysFor } from '../../../sdk/src/actions/addKeysFor.ts'
import { getInbox } from '../../../sdk/src/actions/getInbox.ts'
import { getKeyStatus } from '../../../sdk/src/actions/getKeyStatus.ts'
import { isActiveKey } from '../../../sdk/src/actions/isActiveKey.ts'
import { registerInbox } from '../../../sdk/src/actions/registerInbox.ts'
import { registerInboxFor } from '../../../sdk/src/actions/registerInboxFor.ts'
import { revokeAllKeys } from '../../../sdk/src/actions/revokeAllKeys.ts'
import { revokeKeys } from '../../../sdk/src/actions/revokeKeys.ts'
import { signAddKeys } from '../../../sdk/src/actions/signAddKeys.ts'
import { signRegisterInbox } from '../../../sdk/src/actions/signRegisterInbox.ts'
import { InvalidKeyError } from '../../../sdk/src/errors/InvalidKeyError.ts'
import { createKey } from '../../../sdk/src/keys/createKey.ts'
import type { KeyInput } from '../../../sdk/src/keys/keyInput.ts'
import { keyInputOf } from '../../../sdk/src/keys/keyInputOf.ts'
import {
  DAY,
  eventsOf,
  moveTo,
  nowhere,
  nowOn,
  offlineClient,
  registryScene,
} from '../support/registryScene.ts'

const scene = registryScene()
const chainId = 31_337

describe('addKeys', () => {
  it('adds keys that the indexer then finds to be valid, and vouched for', async () => {
    const { contracts, wallet, inboxId } = scene()
    const [ed25519, secp256k1, p256] = await Promise.all([
      createKey('ed25519'),
      createKey('secp256k1'),
      createKey('p256'),
    ])
    const [x25519, xWing] = await Promise.all([createKey('x25519'), createKey('xWing')])
    const place = { chainId, contracts, inboxId }
    const keys = [
      ...[ed25519, secp256k1, p256].map((key) => keyInputOf({ ...place, key })),
      keyInputOf({ ...place, key: x25519, voucher: p256 }),
      keyInputOf({ ...place, key: xWing, voucher: ed25519 }),
    ]

    const events = await eventsOf(scene(), await addKeys(wallet, { inboxId, keys, contracts }))

    const known = new Map<string, { kind: number; publicKey: `0x${string}` }>()
    const statuses = []
    for (const { eventName, args } of events) {
      if (eventName !== 'KeyAdded') throw new Error(`Another event: ${eventName}.`)
      const registry = contracts.InboxRegistry
      const activeKey = (keyId: string) => Promise.resolve(known.get(keyId))
      statuses.push(await possessionStatus({ ...args, chainId, registry, activeKey }))
      known.set(args.keyId, args)
    }
    expect(statuses).toEqual(['valid', 'valid', 'valid', 'vouched', 'vouched'])
    expect([...known.keys()]).toEqual(
      [ed25519, secp256k1, p256, x25519, xWing].map(({ keyId }) => keyId),
    )
    expect(await getInbox(wallet, { inboxId, contracts })).toMatchObject({ keyCount: 5 })
    for (const keyId of known.keys() as Iterable<`0x${string}`>) {
      expect(await getKeyStatus(wallet, { inboxId, keyId, contracts })).toBe('active')
      expect(await isActiveKey(wallet, { inboxId, keyId, contracts })).toBe(true)
    }
  })

  it('adds a key until its expiry, and longer when asked again', async () => {
    const { contracts, wallet, inboxId } = scene()
    const key = await createKey('ed25519')
    const asked = { inboxId, keyId: key.keyId, contracts }
    const expiresAt = (await nowOn(scene())) + DAY
    const input = keyInputOf({ chainId, contracts, inboxId, key, expiresAt })
    expect(await getKeyStatus(wallet, asked)).toBe('none')
    await addKeys(wallet, { inboxId, keys: [input], contracts })

    await moveTo(scene(), expiresAt - 1)
    expect(await getKeyStatus(wallet, asked)).toBe('active')
    await moveTo(scene(), expiresAt)
    expect(await getKeyStatus(wallet, asked)).toBe('expired')
    expect(await isActiveKey(wallet, asked)).toBe(false)

    await addKeys(wallet, { inboxId, keys: [{ ...input, expiresAt: 0 }], contracts })
    expect(await getKeyStatus(wallet, asked)).toBe('active')
    expect(await getInbox(wallet, asked)).toMatchObject({ keyCount: 1 })
  })
})

describe('registerInbox', () => {
  it('registers an inbox with keys that are proven for it', async () => {
    const { contracts, clientOf } = scene()
    const client = clientOf(4)
    const inboxId = await registerInbox.simulate(client, { contracts })
    const key = await createKey('ed25519')
    const input = keyInputOf({ chainId, contracts, inboxId, key })
    const hash = await registerInbox(client, { keys: [input], contracts })
    expect(await eventsOf(scene(), hash)).toMatchObject([
      { eventName: 'InboxRegistered', args: { inboxId } },
      { eventName: 'KeyAdded', args: { inboxId, keyId: key.keyId, ...input } },
    ])
  })
})

describe('revokeKeys', () => {
  it('revokes for good what was added, and bans what was not', async () => {
    const { contracts, wallet, recovery, inboxId } = scene()
    const [added, banned] = [await createKey('ed25519'), await createKey('ed25519')]
    const keys = [keyInputOf({ chainId, contracts, inboxId, key: added })]
    await addKeys(wallet, { inboxId, keys, contracts })
    const keyIds = [added.keyId, banned.keyId]
    const hash = await revokeKeys(recovery, { inboxId, keyIds, contracts })
    const by = recovery.account.address
    expect(await eventsOf(scene(), hash)).toMatchObject(
      keyIds.map((keyId) => ({ eventName: 'KeyRevoked', args: { inboxId, keyId, by } })),
    )
    for (const keyId of keyIds) {
      expect(await getKeyStatus(wallet, { inboxId, keyId, contracts })).toBe('revoked')
    }
    expect(await getInbox(wallet, { inboxId, contracts })).toMatchObject({ keyCount: 0 })
  })
})

describe('revokeAllKeys', () => {
  it('begins a new epoch', async () => {
    const { contracts, wallet, inboxId } = scene()
    const key = await createKey('p256')
    const keys = [keyInputOf({ chainId, contracts, inboxId, key })]
    await addKeys(wallet, { inboxId, keys, contracts })
    await revokeAllKeys(wallet, { inboxId, contracts })
    const asked = { inboxId, keyId: key.keyId, contracts }
    expect(await getKeyStatus(wallet, asked)).toBe('revoked')
    expect(await getInbox(wallet, asked)).toMatchObject({ keyEpoch: 1, keyCount: 0 })
  })
})

describe('a key of a wrong length', () => {
  const inboxId = `0x${'11'.repeat(32)}` as const
  const wallet = nowhere.PostOffice
  const short: KeyInput = {
    ...{ kind: 1, expiresAt: 0, possession: '0x' },
    publicKey: `0x${'ab'.repeat(31)}`,
  }
  const signed = { wallet, deadline: 0, signature: '0x' } as const
  const options = { keys: [short], contracts: nowhere }
  const client = offlineClient()
  const attempts = {
    registerInbox: () => registerInbox(client, options),
    registerInboxFor: () => registerInboxFor(client, { ...options, ...signed }),
    addKeys: () => addKeys(client, { ...options, inboxId }),
    addKeysFor: () => addKeysFor(client, { ...options, ...signed, inboxId }),
    signRegisterInbox: () => signRegisterInbox(client, options),
    signAddKeys: () => signAddKeys(client, { ...options, inboxId }),
  }

  it.each(Object.entries(attempts))(
    'is refused by %s before the node is asked',
    async (_, attempt) => {
      await expect(attempt()).rejects.toMatchObject({
        name: 'InvalidKeyError',
        kind: 1,
        shortMessage: 'A public key of kind 1 has 32 bytes, and this one has 31.',
      })
    },
  )

  it('is refused by .call', () => {
    expect(() => addKeys.call(nowhere, { inboxId, keys: [short] })).toThrow(InvalidKeyError)
  })
})
