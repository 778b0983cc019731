import { ed25519 } from '@noble/curves/ed25519.js'
import type { Hex } from 'viem'
import { concat, hashTypedData, hexToBigInt, hexToBytes, keccak256, toHex, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import {
  inboxRegistryDomain,
  keyPossessionTypes,
  linkWalletTypes,
  registerTypes,
} from '../../protocol/eip712/inboxRegistry.ts'
import { inboxIdOf, keyIdOf } from '../../protocol/ids.ts'
import { call } from './support/call.ts'
import type { IndexedChain } from './support/indexedChain.ts'
import { startIndexedChain } from './support/indexedChain.ts'
import type { Account } from './support/localClient.ts'
import { lower } from './support/lower.ts'
import type { Sent } from './support/sent.ts'

let chain: IndexedChain
let registry: IndexedChain['contracts']['inboxRegistry']

const NO_KEYS = [] as const
const DEADLINE = 2n ** 255n

beforeAll(async () => {
  chain = await startIndexedChain()
  registry = chain.contracts.inboxRegistry
})
afterAll(() => chain?.stop())

describe('InboxRegistered', () => {
  it('makes an open inbox whose id follows from wallet and nonce (1), with a recovery (3)', async () => {
    const [wallet, recovery] = [await chain.account(), await chain.account()]
    const sent = await chain.send(
      call(wallet, registry, 'register', [7n, recovery.address, NO_KEYS]),
    )
    const inboxId = inboxIdOf(wallet.address, 7n)
    expect(await chain.rows('inbox', { inboxId })).toEqual([
      {
        chainId: chain.chainId,
        inboxId,
        creator: lower(wallet.address),
        inboxNonce: 7n,
        recovery: lower(recovery.address),
        recoverySinceBlock: sent.blockNumber,
        recoverySinceTime: sent.timestamp,
        keyEpoch: 0,
        registeredBlock: sent.blockNumber,
        registeredLogIndex: sent.place('InboxRegistered').logIndex,
        registeredAt: sent.timestamp,
        registeredTx: sent.transaction,
        door: 'free',
        doorSinceBlock: sent.blockNumber,
        doorSinceTime: sent.timestamp,
        payout: null,
        consentGiven: false,
      },
    ])
  })

  it('links its wallet without a WalletLinked (2)', async () => {
    const wallet = await chain.account()
    const { inboxId, sent } = await register(wallet)
    expect(() => sent.place('WalletLinked')).toThrow()
    expect(await chain.rows('wallet', { inboxId })).toEqual([linked(wallet, inboxId, sent)])
    expect(await chain.rows('wallet_change', { inboxId })).toEqual([
      {
        ...sent.place('InboxRegistered'),
        inboxId,
        wallet: lower(wallet.address),
        linked: true,
      },
    ])
  })

  it('names the wallet that signed, not the account that sent it', async () => {
    const [wallet, sender] = [await chain.account(), await chain.account()]
    const message = { wallet: wallet.address, inboxNonce: 0n, recovery: zeroAddress, keys: [] }
    const signature = await wallet.signTypedData({
      domain: inboxRegistryDomain(chain.chainId, registry.address),
      types: registerTypes,
      primaryType: 'Register',
      message: { ...message, nonce: 0n, deadline: DEADLINE },
    })
    await chain.send(
      call(sender, registry, 'registerFor', [
        wallet.address,
        0n,
        zeroAddress,
        NO_KEYS,
        DEADLINE,
        signature,
      ]),
    )
    const [row] = await chain.rows('inbox', { inboxId: inboxIdOf(wallet.address, 0n) })
    expect(row).toMatchObject({ creator: lower(wallet.address), recovery: lower(wallet.address) })
  })

  it('keeps the largest nonce as it is', async () => {
    const wallet = await chain.account()
    const { inboxId } = await register(wallet, 2n ** 64n - 1n)
    const [row] = await chain.rows('inbox', { inboxId })
    expect(row?.inboxNonce).toBe(2n ** 64n - 1n)
  })
})

describe('WalletLinked', () => {
  it('links a wallet that was linked to no inbox', async () => {
    const [owner, joining] = [await chain.account(), await chain.account()]
    const { inboxId } = await register(owner)
    const sent = await link(owner, inboxId, joining)
    expect(await chain.rows('wallet', { wallet: lower(joining.address) })).toEqual([
      linked(joining, inboxId, sent),
    ])
    expect(await chain.rows('wallet_change', { wallet: lower(joining.address) })).toEqual([
      {
        ...sent.place('WalletLinked'),
        inboxId,
        wallet: lower(joining.address),
        linked: true,
      },
    ])
  })
})

describe('WalletUnlinked', () => {
  it('frees the wallet and leaves the keys that it added', async () => {
    const wallet = await chain.account()
    const key = keyInput(wallet)
    const { inboxId } = await register(wallet, 0n, [key])
    const keysBefore = await chain.rows('key', { inboxId })
    const sent = await chain.send(call(wallet, registry, 'unlinkWallet', [inboxId, wallet.address]))
    expect(await chain.rows('wallet', { wallet: lower(wallet.address) })).toEqual([
      linked(wallet, null, sent),
    ])
    expect((await chain.rows('wallet_change', { wallet: lower(wallet.address) })).at(-1)).toEqual({
      ...sent.place('WalletUnlinked'),
      inboxId,
      wallet: lower(wallet.address),
      linked: false,
    })
    expect(keysBefore).toHaveLength(1)
    expect(await chain.rows('key', { inboxId })).toEqual(keysBefore)
  })

  it('lets the wallet go to another inbox, from then on', async () => {
    const [owner, moving] = [await chain.account(), await chain.account()]
    const { inboxId } = await register(owner)
    const { inboxId: left } = await register(moving)
    await chain.send(call(moving, registry, 'unlinkWallet', [left, moving.address]))
    const sent = await link(owner, inboxId, moving)
    expect(await chain.rows('wallet', { wallet: lower(moving.address) })).toEqual([
      linked(moving, inboxId, sent),
    ])
    const changes = await chain.rows('wallet_change', { wallet: lower(moving.address) })
    expect(changes.map((change) => [change.inboxId, change.linked])).toEqual([
      [left, true],
      [left, false],
      [inboxId, true],
    ])
  })

  it('counts in the order of one transaction', async () => {
    const owner = await chain.account()
    const { inboxId } = await register(owner)
    const leave = call(owner, registry, 'unlinkWallet', [inboxId, owner.address])
    const [left, joined] = await chain.sendInOneBlock(
      leave,
      call(owner, registry, 'register', [1n, zeroAddress, NO_KEYS]),
    )
    expect(left?.blockNumber).toBe(joined?.blockNumber)
    const [row] = await chain.rows('wallet', { wallet: lower(owner.address) })
    expect(row?.inboxId).toBe(inboxIdOf(owner.address, 1n))
  })
})

describe('KeyAdded', () => {
  it('adds the key under its id (1), by a wallet (2), in the present epoch (3), and opens a period (4)', async () => {
    const wallet = await chain.account()
    const key = { ...keyInput(wallet), expiresAt: 1_900_000_000, possession: '0xabcd' as Hex }
    const { inboxId, sent } = await register(wallet, 0n, [key])
    const keyId = keyIdOf(key.kind, key.publicKey)
    const { blockNumber, logIndex, timestamp } = sent.place('KeyAdded')
    expect(await chain.rows('key', { inboxId })).toEqual([
      {
        chainId: chain.chainId,
        inboxId,
        keyId,
        kind: 1,
        publicKey: key.publicKey,
        possession: '0xabcd',
        possessionStatus: 'invalid',
        wallet: lower(wallet.address),
        epoch: 0,
        expiresAt: 1_900_000_000,
        addedBlock: blockNumber,
        addedAt: timestamp,
        periodBlock: blockNumber,
        periodLogIndex: logIndex,
        revokedBlock: null,
        revokedLogIndex: null,
        revokedAt: null,
        revokedBy: null,
        revokedTx: null,
      },
    ])
    expect(await chain.rows('key_period', { inboxId })).toEqual([
      {
        ...period(inboxId, keyId, wallet, sent),
        expiresAt: 1_900_000_000,
        possessionStatus: 'invalid',
      },
    ])
  })

  it('keeps the longest key and proof, and an empty proof', async () => {
    const wallet = await chain.account()
    const longest = {
      kind: 65_535,
      expiresAt: 2 ** 40 - 1,
      publicKey: `0x${'fe'.repeat(2_048)}`,
      possession: `0x${'ef'.repeat(1_024)}`,
    } as const
    const { inboxId } = await register(wallet, 0n, [longest, keyInput(wallet)])
    const [withProof] = await chain.rows('key', { inboxId, kind: 65_535 })
    expect(withProof).toMatchObject({ ...longest, possessionStatus: 'unchecked' })
    const [without] = await chain.rows('key', { inboxId, kind: 1 })
    expect(without).toMatchObject({ possession: '0x', possessionStatus: 'none' })
  })

  it('ends the period before it when the key is active', async () => {
    const [wallet, other] = [await chain.account(), await chain.account()]
    const key = keyInput(wallet)
    const { inboxId, sent: first } = await register(wallet, 0n, [key])
    await link(wallet, inboxId, other)
    const again = { ...key, expiresAt: 1_900_000_000, possession: '0x01' as Hex }
    const second = await chain.send(call(other, registry, 'addKeys', [inboxId, [again]]))
    const keyId = keyIdOf(key.kind, key.publicKey)
    expect(await chain.rows('key_period', { inboxId })).toEqual([
      { ...period(inboxId, keyId, wallet, first), ...ended(second, 'added_again') },
      {
        ...period(inboxId, keyId, other, second),
        expiresAt: 1_900_000_000,
        possessionStatus: 'invalid',
      },
    ])
    const [row] = await chain.rows('key', { inboxId })
    expect(row).toMatchObject({
      possession: '0x01',
      possessionStatus: 'invalid',
      wallet: lower(other.address),
      expiresAt: 1_900_000_000,
      addedBlock: first.blockNumber,
      addedAt: first.timestamp,
      periodBlock: second.blockNumber,
      periodLogIndex: second.place('KeyAdded').logIndex,
    })
  })

  it('ends the period before it when the key had expired', async () => {
    const wallet = await chain.account()
    const { timestamp } = await register(wallet).then(({ sent }) => sent)
    const inboxId = inboxIdOf(wallet.address, 0n)
    const key = { ...keyInput(wallet), expiresAt: timestamp + 100 }
    const first = await chain.send(
      call(wallet, registry, 'addKeys', [inboxId, [key]]),
      timestamp + 99,
    )
    const again = { ...key, expiresAt: 0 }
    const second = await chain.send(
      call(wallet, registry, 'addKeys', [inboxId, [again]]),
      timestamp + 200,
    )
    const keyId = keyIdOf(key.kind, key.publicKey)
    expect(await chain.rows('key_period', { inboxId })).toEqual([
      {
        ...period(inboxId, keyId, wallet, first),
        expiresAt: timestamp + 100,
        ...ended(second, 'added_again'),
      },
      period(inboxId, keyId, wallet, second),
    ])
    expect(second.timestamp).toBe(timestamp + 200)
  })

  it('has a period for each time it is named in one transaction', async () => {
    const wallet = await chain.account()
    const key = keyInput(wallet)
    const { inboxId, sent } = await register(wallet, 0n, [
      key,
      { ...key, expiresAt: 1_900_000_000 },
    ])
    const keyId = keyIdOf(key.kind, key.publicKey)
    expect(await chain.rows('key_period', { inboxId })).toEqual([
      { ...period(inboxId, keyId, wallet, sent), ...ended(sent, 'added_again') },
      { ...period(inboxId, keyId, wallet, sent, 1), expiresAt: 1_900_000_000 },
    ])
  })

  it('keeps the same key of two inboxes apart', async () => {
    const [one, two] = [await chain.account(), await chain.account()]
    const key = keyInput(one)
    const { inboxId: first } = await register(one, 0n, [key])
    const { inboxId: second } = await register(two, 0n, [key])
    const revoke = [first, [keyIdOf(key.kind, key.publicKey)]] as const
    await chain.send(call(one, registry, 'revokeKeys', revoke))
    const rows = await chain.rows('key', { keyId: keyIdOf(key.kind, key.publicKey) })
    expect(new Map(rows.map((row) => [row.inboxId, row.revokedAt !== null]))).toEqual(
      new Map([
        [first, true],
        [second, false],
      ]),
    )
  })
})

describe('proof of possession', () => {
  /** What each period of a key says of its proof, oldest first. */
  const statuses = async (inboxId: Hex, keyId: Hex) =>
    (await chain.rows('key_period', { inboxId, keyId })).map((row) => row.possessionStatus)

  it('is judged by this chain, registry, inbox and key, whoever sends it', async () => {
    const [wallet, other] = [await chain.account(), await chain.account()]
    const inboxId = inboxIdOf(wallet.address, 0n)
    const key = provenKey(inboxId)
    await register(wallet, 0n, [key])
    await register(other, 0n, [key])
    const own = await chain.rows('key', { inboxId })
    expect(own).toMatchObject([{ possession: key.possession, possessionStatus: 'valid' }])
    const foreign = await chain.rows('key', { inboxId: inboxIdOf(other.address, 0n) })
    expect(foreign).toMatchObject([{ possession: key.possession, possessionStatus: 'invalid' }])
  })

  it('is kept for each time that the key was added; the row has the last', async () => {
    const wallet = await chain.account()
    const inboxId = inboxIdOf(wallet.address, 0n)
    const key = provenKey(inboxId)
    await register(wallet, 0n, [key])
    const again = [{ ...key, possession: '0x' }, { ...key, possession: '0x01' }, key] as const
    const expected = ['valid']
    for (const [n, input] of again.entries()) {
      await chain.send(call(wallet, registry, 'addKeys', [inboxId, [input]]))
      expected.push((['none', 'invalid', 'valid'] as const)[n] ?? '')
      const [row] = await chain.rows('key', { inboxId })
      expect(row?.possessionStatus).toBe(expected.at(-1))
    }
    expect(await statuses(inboxId, key.keyId)).toEqual(expected)
  })

  it('may be that of a signing key added just before, and of none added after', async () => {
    const wallet = await chain.account()
    const inboxId = inboxIdOf(wallet.address, 0n)
    const signer = provenKey(inboxId)
    const [first, second] = [vouchedKey(signer, inboxId), vouchedKey(signer, inboxId)]
    await register(wallet, 0n, [first, signer, second])
    expect(await statuses(inboxId, first.keyId)).toEqual(['invalid'])
    expect(await statuses(inboxId, second.keyId)).toEqual(['vouched'])
  })

  it('may be that of a signing key that never proved itself', async () => {
    const wallet = await chain.account()
    const inboxId = inboxIdOf(wallet.address, 0n)
    const signer = provenKey(inboxId)
    const key = vouchedKey(signer, inboxId)
    await register(wallet, 0n, [{ ...signer, possession: '0x' }, key])
    expect(await statuses(inboxId, key.keyId)).toEqual(['vouched'])
  })

  it('is not that of a key of another inbox', async () => {
    const [wallet, other] = [await chain.account(), await chain.account()]
    const inboxId = inboxIdOf(wallet.address, 0n)
    const signer = provenKey(inboxId)
    const key = vouchedKey(signer, inboxId)
    await register(other, 0n, [signer])
    await register(wallet, 0n, [key])
    expect(await statuses(inboxId, key.keyId)).toEqual(['invalid'])
  })

  it('is not that of a signing key from its expiry on', async () => {
    const wallet = await chain.account()
    const { timestamp } = (await register(wallet)).sent
    const inboxId = inboxIdOf(wallet.address, 0n)
    const expiresAt = timestamp + 100
    const signer = { ...provenKey(inboxId), expiresAt }
    await chain.send(call(wallet, registry, 'addKeys', [inboxId, [signer]]))
    const [before, after] = [vouchedKey(signer, inboxId), vouchedKey(signer, inboxId)]
    await chain.send(call(wallet, registry, 'addKeys', [inboxId, [before]]), expiresAt - 1)
    await chain.send(call(wallet, registry, 'addKeys', [inboxId, [after]]), expiresAt)
    expect(await statuses(inboxId, before.keyId)).toEqual(['vouched'])
    expect(await statuses(inboxId, after.keyId)).toEqual(['invalid'])
  })

  it.each([
    ['by name', (inboxId: Hex, keyId: Hex) => ['revokeKeys', [inboxId, [keyId]]] as const],
    ['with all others', (inboxId: Hex) => ['revokeAllKeys', [inboxId]] as const],
  ])(
    'is not that of a signing key revoked %s; what it vouched for before stays',
    async (_, revoke) => {
      const wallet = await chain.account()
      const inboxId = inboxIdOf(wallet.address, 0n)
      const signer = provenKey(inboxId)
      const [before, after] = [vouchedKey(signer, inboxId), vouchedKey(signer, inboxId)]
      await register(wallet, 0n, [signer, before])
      const [name, args] = revoke(inboxId, signer.keyId)
      await chain.send(call(wallet, registry, name, args))
      await chain.send(call(wallet, registry, 'addKeys', [inboxId, [after]]))
      expect(await statuses(inboxId, before.keyId)).toEqual(['vouched'])
      expect(await statuses(inboxId, after.keyId)).toEqual(['invalid'])
    },
  )

  it('may name a key that was banned and never added, in vain', async () => {
    const wallet = await chain.account()
    const { inboxId } = await register(wallet)
    const signer = provenKey(inboxId)
    const key = vouchedKey(signer, inboxId)
    await chain.send(call(wallet, registry, 'revokeKeys', [inboxId, [signer.keyId]]))
    await chain.send(call(wallet, registry, 'addKeys', [inboxId, [key]]))
    expect(await statuses(inboxId, key.keyId)).toEqual(['invalid'])
  })
})

describe('KeyRevoked', () => {
  it('ends the period of the key and marks it', async () => {
    const wallet = await chain.account()
    const key = keyInput(wallet)
    const { inboxId, sent: added } = await register(wallet, 0n, [key])
    const keyId = keyIdOf(key.kind, key.publicKey)
    const sent = await chain.send(call(wallet, registry, 'revokeKeys', [inboxId, [keyId]]))
    expect(await chain.rows('key_period', { inboxId })).toEqual([
      { ...period(inboxId, keyId, wallet, added), ...ended(sent, 'revoked') },
    ])
    const [row] = await chain.rows('key', { inboxId })
    expect(row).toMatchObject({
      kind: 1,
      expiresAt: 0,
      ...revoked(wallet, sent),
    })
  })

  it('bans a key that was never added', async () => {
    const wallet = await chain.account()
    const { inboxId } = await register(wallet)
    await chain.send(call(wallet, registry, 'revokeAllKeys', [inboxId]))
    const keyId = keccak256(wallet.address)
    const sent = await chain.send(call(wallet, registry, 'revokeKeys', [inboxId, [keyId]]))
    expect(await chain.rows('key', { inboxId })).toEqual([
      {
        chainId: chain.chainId,
        inboxId,
        keyId,
        kind: null,
        publicKey: null,
        possession: null,
        possessionStatus: null,
        wallet: null,
        epoch: 1,
        expiresAt: 0,
        addedBlock: null,
        addedAt: null,
        periodBlock: null,
        periodLogIndex: null,
        ...revoked(wallet, sent),
      },
    ])
    expect(await chain.rows('key_period', { inboxId })).toEqual([])
  })

  it('comes once, however often the key is revoked', async () => {
    const wallet = await chain.account()
    const key = keyInput(wallet)
    const { inboxId } = await register(wallet, 0n, [key])
    const revoke = call(wallet, registry, 'revokeKeys', [
      inboxId,
      [keyIdOf(key.kind, key.publicKey)],
    ])
    const sent = await chain.send(revoke)
    await chain.send(revoke)
    const [row] = await chain.rows('key', { inboxId })
    expect(row?.revokedBlock).toBe(sent.blockNumber)
  })

  it('ends a period of the same block', async () => {
    const wallet = await chain.account()
    const key = keyInput(wallet)
    const { inboxId } = await register(wallet)
    const keyId = keyIdOf(key.kind, key.publicKey)
    const [added, after] = await chain.sendInOneBlock(
      call(wallet, registry, 'addKeys', [inboxId, [key]]),
      call(wallet, registry, 'revokeKeys', [inboxId, [keyId]]),
    )
    if (!added || !after) throw new Error('Two transactions were sent.')
    expect(after.blockNumber).toBe(added.blockNumber)
    expect(await chain.rows('key_period', { inboxId })).toEqual([
      { ...period(inboxId, keyId, wallet, added), ...ended(after, 'revoked') },
    ])
  })
})

describe('AllKeysRevoked', () => {
  it('ends an epoch in one row, and touches no key', async () => {
    const wallet = await chain.account()
    const key = keyInput(wallet)
    const { inboxId, sent: added } = await register(wallet, 0n, [key])
    const sent = await chain.send(call(wallet, registry, 'revokeAllKeys', [inboxId]))
    expect(await chain.rows('key_epoch', { inboxId })).toEqual([epochEnd(inboxId, 0, wallet, sent)])
    const [inbox] = await chain.rows('inbox', { inboxId })
    expect(inbox?.keyEpoch).toBe(1)
    const keyId = keyIdOf(key.kind, key.publicKey)
    expect(await chain.rows('key_period', { inboxId })).toEqual([
      period(inboxId, keyId, wallet, added),
    ])
    const [row] = await chain.rows('key', { inboxId })
    expect(row).toMatchObject({ epoch: 0, revokedBlock: null })
  })

  it('is followed by keys of the next epoch, also in one transaction', async () => {
    const wallet = await chain.account()
    const { inboxId } = await register(wallet, 0n, [keyInput(wallet)])
    const fresh = { ...keyInput(wallet), publicKey: keccak256('0x01') }
    const revokeAll = call(wallet, registry, 'revokeAllKeys', [inboxId]).data
    const add = call(wallet, registry, 'addKeys', [inboxId, [fresh]]).data
    const sent = await chain.send(
      call(wallet, registry, 'multicall', [[revokeAll, revokeAll, add]]),
    )
    expect(await chain.rows('key_epoch', { inboxId })).toEqual([
      epochEnd(inboxId, 0, wallet, sent),
      epochEnd(inboxId, 1, wallet, sent, 1),
    ])
    const keyId = keyIdOf(fresh.kind, fresh.publicKey)
    const [row] = await chain.rows('key', { inboxId, keyId })
    expect(row?.epoch).toBe(2)
    expect(await chain.rows('key_period', { inboxId, keyId })).toEqual([
      { ...period(inboxId, keyId, wallet, sent), epoch: 2 },
    ])
  })
})

type KeyInput = { kind: number; expiresAt: number; publicKey: Hex; possession: Hex }
type SigningKey = KeyInput & { keyId: Hex; secret: Uint8Array }

/** A new Ed25519 key that signed for an inbox. */
function provenKey(inboxId: Hex): SigningKey {
  const { secretKey: secret, publicKey: bytes } = ed25519.keygen()
  const publicKey = toHex(bytes)
  const keyId = keyIdOf(1, publicKey)
  const possession = signPossession(secret, inboxId, keyId)
  return { kind: 1, expiresAt: 0, publicKey, possession, keyId, secret }
}

/** A new X25519 key that a signing key vouches for. */
function vouchedKey(signer: SigningKey, inboxId: Hex): KeyInput & { keyId: Hex } {
  const publicKey = toHex(ed25519.keygen().publicKey)
  const keyId = keyIdOf(2, publicKey)
  const possession = concat([signer.keyId, signPossession(signer.secret, inboxId, keyId)])
  return { kind: 2, expiresAt: 0, publicKey, possession, keyId }
}

function signPossession(secret: Uint8Array, inboxId: Hex, keyId: Hex): Hex {
  const digest = hashTypedData({
    domain: inboxRegistryDomain(chain.chainId, registry.address),
    types: keyPossessionTypes,
    primaryType: 'KeyPossession',
    message: { inboxId, keyId },
  })
  return toHex(ed25519.sign(hexToBytes(digest), secret))
}

/** An Ed25519 key that never expires, another one for each account. */
function keyInput(account: Account): KeyInput {
  const publicKey = toHex(hexToBigInt(account.address), { size: 32 })
  return { kind: 1, expiresAt: 0, publicKey, possession: '0x' }
}

async function register(wallet: Account, nonce = 0n, keys: readonly KeyInput[] = []) {
  const sent = await chain.send(call(wallet, registry, 'register', [nonce, zeroAddress, keys]))
  return { inboxId: inboxIdOf(wallet.address, nonce), sent }
}

async function link(recovery: Account, inboxId: Hex, wallet: Account): Promise<Sent> {
  const message = { inboxId, wallet: wallet.address, nonce: 0n, deadline: DEADLINE }
  const domain = inboxRegistryDomain(chain.chainId, registry.address)
  const signature = await wallet.signTypedData({
    domain,
    types: linkWalletTypes,
    primaryType: 'LinkWallet',
    message,
  })
  return chain.send(
    call(recovery, registry, 'linkWallet', [inboxId, wallet.address, DEADLINE, signature]),
  )
}

function linked(wallet: Account, inboxId: Hex | null, sent: Sent) {
  return {
    chainId: chain.chainId,
    wallet: lower(wallet.address),
    inboxId,
    sinceBlock: sent.blockNumber,
    sinceTime: sent.timestamp,
  }
}

/** The period that a transaction's nth KeyAdded opens, for a key that never expires. */
function period(inboxId: Hex, keyId: Hex, addedBy: Account, sent: Sent, n = 0) {
  const place = sent.place('KeyAdded', n)
  return {
    chainId: chain.chainId,
    inboxId,
    keyId,
    fromBlock: place.blockNumber,
    fromLogIndex: place.logIndex,
    fromTime: place.timestamp,
    epoch: 0,
    expiresAt: 0,
    wallet: lower(addedBy.address),
    possessionStatus: 'none',
    endedBlock: null,
    endedAt: null,
    endedBy: null,
    transaction: place.transaction,
  }
}

function ended({ blockNumber, timestamp }: Sent, endedBy: 'added_again' | 'revoked') {
  return { endedBlock: blockNumber, endedAt: timestamp, endedBy }
}

/** What a key's row says of a revocation by name. */
function revoked(by: Account, sent: Sent) {
  const { blockNumber, logIndex, timestamp, transaction } = sent.place('KeyRevoked')
  return {
    revokedBlock: blockNumber,
    revokedLogIndex: logIndex,
    revokedAt: timestamp,
    revokedBy: lower(by.address),
    revokedTx: transaction,
  }
}

function epochEnd(inboxId: Hex, epoch: number, by: Account, sent: Sent, n = 0) {
  return {
    chainId: chain.chainId,
    inboxId,
    epoch,
    endedBlock: sent.blockNumber,
    endedLogIndex: sent.place('AllKeysRevoked', n).logIndex,
    endedAt: sent.timestamp,
    endedBy: lower(by.address),
    transaction: sent.transaction,
  }
}
