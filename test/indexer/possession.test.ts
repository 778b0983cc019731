import { fc, test } from '@fast-check/vitest'
import { SignTypedDataVersion, TypedDataUtils } from '@metamask/eth-sig-util'
import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import type { Address, Hex } from 'viem'
import { bytesToHex, concat, hexToBytes, keccak256, slice, toHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { beforeEach, describe, expect, it } from 'vitest'

import type { PossessionParameters } from '../../indexer/src/possession.ts'
import { possessionStatus } from '../../indexer/src/possession.ts'
import { inboxRegistryDomain, keyPossessionTypes } from '../../protocol/eip712/inboxRegistry.ts'
import { keyIdOf } from '../../protocol/ids.ts'
import { keyKinds } from '../../protocol/keyKinds.ts'
import { flipBit } from '../helpers/flipBit.ts'

/*
possessionStatus
├── given no bytes → none
├── given a key that can sign
│   ├── its own signature over KeyPossession → valid
│   └── anything else, another key's too → invalid
└── given a key that cannot
    ├── keyId ‖ signature of an active signing key of the inbox → vouched
    └── anything else
        ├── given a kind of ours → invalid
        └── given a free kind → unchecked
*/

/** Key pairs with secrets of their own, each made from a number; the curves differ in what they sign for. */
const curves = {
  [keyKinds.ed25519]: ed25519,
  [keyKinds.secp256k1]: secp256k1,
  [keyKinds.p256]: p256,
}
const signingKinds = [keyKinds.ed25519, keyKinds.secp256k1, keyKinds.p256] as const
type SigningKind = (typeof signingKinds)[number]

const mute = {
  [keyKinds.x25519]: 32,
  [keyKinds.xWing]: 1_216,
  [keyKinds.mlKem768]: 1_184,
  1000: 1,
  65535: 2_048,
} as const
const ours = [keyKinds.x25519, keyKinds.xWing, keyKinds.mlKem768] as const
const free = [1_000, 65_535] as const

const place = {
  chainId: 8453,
  registry: '0x5fbdb2315678afecb367f032d93f642f64180aa3',
  inboxId: keccak256('0x01'),
} as const

/** Keys that are active for the inbox; what was asked for. */
let active: Map<Hex, { kind: number; publicKey: Hex }>
let asked: Hex[]

beforeEach(() => {
  active = new Map()
  asked = []
})

describe.each(signingKinds)('the key of kind %i', (kind) => {
  const key = keyOf(kind, 1)

  it('proves nothing by no bytes', async () => {
    expect(await judge({ ...key, possession: '0x' })).toBe('none')
  })

  it('proves itself by its signature', async () => {
    expect(await judge({ ...key, possession: sign(kind, 1, key.keyId) })).toBe('valid')
    expect(asked).toEqual([])
  })

  it('is not proven by another key, active or not', async () => {
    const voucher = vouch(keyKinds.ed25519, 2, key.keyId)
    expect(await judge({ ...key, possession: sign(kind, 2, key.keyId) })).toBe('invalid')
    expect(await judge({ ...key, possession: voucher })).toBe('invalid')
    const own = concat([key.keyId, sign(kind, 1, key.keyId)])
    expect(await judge({ ...key, possession: own })).toBe('invalid')
  })

  it('does not prove another key, inbox, chain or registry', async () => {
    const possession = sign(kind, 1, key.keyId)
    const others: Partial<PossessionParameters>[] = [
      { keyId: keccak256('0x02') },
      { inboxId: keccak256('0x02') },
      { chainId: 8454 },
      { registry: `0x${'00'.repeat(20)}` },
    ]
    for (const other of others) {
      expect(await judge({ ...key, possession, ...other })).toBe('invalid')
    }
  })

  // The signature is drawn too, which no fixed example would cover: one of ECDSA has zeros in front now and then.
  test.prop([fc.integer({ min: 1, max: 2 ** 32 }), fc.nat(255), fc.nat(511)], { numRuns: 25 })(
    'proves itself, and with no bit changed',
    async (secret, bit, signatureBit) => {
      const { keyId, publicKey } = keyOf(kind, secret)
      const possession = sign(kind, secret, keyId)
      const given = { kind, keyId, publicKey, possession, ...place }
      expect(await judge(given)).toBe('valid')
      const changed: Partial<PossessionParameters>[] = [
        { possession: flipBit(possession, signatureBit) },
        { publicKey: flipBit(publicKey, bit) },
        { keyId: flipBit(keyId, bit) },
        { inboxId: flipBit(place.inboxId, bit) },
        { registry: flipBit(place.registry, bit % 160) },
        { chainId: place.chainId ^ (1 << (bit % 30)) },
      ]
      for (const change of changed) {
        expect(await judge({ ...given, ...change }), Object.keys(change).join()).toBe('invalid')
      }
    },
  )
})

describe('what is signed', () => {
  it('is what another implementation of EIP-712 makes of it', async () => {
    const key = keyOf(keyKinds.ed25519, 1)
    const digest = TypedDataUtils.eip712Hash(
      {
        domain: { ...inboxRegistryDomain(place.chainId, place.registry) },
        types: {
          EIP712Domain: [
            { name: 'name', type: 'string' },
            { name: 'version', type: 'string' },
            { name: 'chainId', type: 'uint256' },
            { name: 'verifyingContract', type: 'address' },
          ],
          KeyPossession: [
            { name: 'inboxId', type: 'bytes32' },
            { name: 'keyId', type: 'bytes32' },
          ],
        },
        primaryType: 'KeyPossession',
        message: { inboxId: place.inboxId, keyId: key.keyId },
      },
      SignTypedDataVersion.V4,
    )
    const possession = bytesToHex(ed25519.sign(Uint8Array.from(digest), secretOf(1)))
    expect(await judge({ ...key, possession })).toBe('valid')
    expect(possession).toBe(sign(keyKinds.ed25519, 1, key.keyId))
  })

  it('is what a wallet signs with eth_signTypedData_v4, less the recovery byte', async () => {
    const key = keyOf(keyKinds.secp256k1, 7)
    const account = privateKeyToAccount(bytesToHex(secretOf(7)))
    const signature = await account.signTypedData({
      domain: inboxRegistryDomain(place.chainId, place.registry),
      types: keyPossessionTypes,
      primaryType: 'KeyPossession',
      message: { inboxId: place.inboxId, keyId: key.keyId },
    })
    expect(await judge({ ...key, possession: slice(signature, 0, 64) })).toBe('valid')
    expect(await judge({ ...key, possession: signature })).toBe('invalid')
  })
})

describe.each([...ours, ...free])('a key of kind %i, which cannot sign', (kind) => {
  const key = muteKey(kind)
  const otherwise = kind < 1_000 ? 'invalid' : 'unchecked'

  it('proves nothing by no bytes', async () => {
    expect(await judge({ ...key, possession: '0x' })).toBe('none')
    expect(asked).toEqual([])
  })

  it.each(signingKinds)('is vouched for by an active key of kind %i', async (signing) => {
    const { keyId } = keyOf(signing, 3)
    expect(await judge({ ...key, possession: vouch(signing, 3, key.keyId) })).toBe('vouched')
    expect(asked).toEqual([keyId])
  })

  it('is not vouched for by a key that is not active', async () => {
    const possession = vouch(keyKinds.ed25519, 3, key.keyId)
    active.clear()
    expect(await judge({ ...key, possession })).toBe(otherwise)
    expect(asked).toHaveLength(1)
  })

  it('is not vouched for by what another key signed in its name', async () => {
    const { keyId } = keyOf(keyKinds.ed25519, 3)
    vouch(keyKinds.ed25519, 3, key.keyId)
    const possession = concat([keyId, sign(keyKinds.ed25519, 4, key.keyId)])
    expect(await judge({ ...key, possession })).toBe(otherwise)
  })

  it('is not vouched for by a signature for another key, inbox, chain or registry', async () => {
    const possession = vouch(keyKinds.p256, 3, key.keyId)
    for (const other of [
      { keyId: keccak256('0x02') },
      { inboxId: keccak256('0x02') },
      { chainId: 1 },
      { registry: `0x${'00'.repeat(20)}` },
    ] as const) {
      expect(await judge({ ...key, possession, ...other })).toBe(otherwise)
    }
  })

  it('is not vouched for by a key that cannot sign either', async () => {
    const other = muteKey(keyKinds.x25519)
    active.set(other.keyId, other)
    const possession = concat([other.keyId, sign(keyKinds.ed25519, 3, key.keyId)])
    expect(await judge({ ...key, possession })).toBe(otherwise)
  })

  it.each([64, 65, 95, 97, 128, 1_024])('is not vouched for by %i bytes', async (length) => {
    const voucher = hexToBytes(vouch(keyKinds.ed25519, 3, key.keyId))
    const bytes = new Uint8Array(length)
    bytes.set(voucher.subarray(0, length))
    expect(await judge({ ...key, possession: bytesToHex(bytes) })).toBe(otherwise)
    expect(asked).toEqual([])
  })

  test.prop([fc.nat(96 * 8 - 1)], { numRuns: 25 })(
    'is not vouched for with a bit changed',
    async (bit) => {
      const possession = vouch(keyKinds.secp256k1, 3, key.keyId)
      expect(await judge({ ...key, possession })).toBe('vouched')
      expect(await judge({ ...key, possession: flipBit(possession, bit) })).toBe(otherwise)
    },
  )
})

describe('any bytes', () => {
  const bytes = (maxLength: number) =>
    fc.uint8Array({ maxLength }).map((array) => bytesToHex(array))
  const kind = fc.oneof(fc.constantFrom(...Object.values(keyKinds)), fc.nat(65_535))

  test.prop([kind, bytes(100), bytes(100), bytes(100)], { numRuns: 300 })(
    'prove nothing, and stop nothing',
    async (number, publicKey, possession, signerKey) => {
      const keyId = keyIdOf(number, publicKey)
      const parameters = { ...place, kind: number, keyId, publicKey, possession }
      const status = await possessionStatus({
        ...parameters,
        activeKey: () => Promise.resolve({ kind: keyKinds.secp256k1, publicKey: signerKey }),
      })
      const expected = number >= 1_000 ? 'unchecked' : 'invalid'
      expect(status).toBe(possession === '0x' ? 'none' : expected)
    },
  )

  test.prop([kind, bytes(40)])(
    'of a signer that is any, stop nothing either',
    async (number, signerKey) => {
      const possession = toHex('any', { size: 96 })
      const status = await possessionStatus({
        ...{ ...place, ...muteKey(keyKinds.x25519), possession },
        activeKey: () => Promise.resolve({ kind: number, publicKey: signerKey }),
      })
      expect(status).toBe('invalid')
    },
  )
})

function judge(
  parameters: Pick<PossessionParameters, 'kind' | 'keyId' | 'publicKey' | 'possession'> &
    Partial<PossessionParameters>,
) {
  return possessionStatus({
    ...place,
    activeKey: (keyId) => {
      asked.push(keyId)
      return Promise.resolve(active.get(keyId))
    },
    ...parameters,
  })
}

function secretOf(secret: number): Uint8Array {
  return hexToBytes(keccak256(toHex(secret)))
}

function keyOf(kind: SigningKind, secret: number) {
  const publicKey = bytesToHex(curves[kind].getPublicKey(secretOf(secret)))
  return { kind, publicKey, keyId: keyIdOf(kind, publicKey) }
}

function muteKey(kind: keyof typeof mute) {
  const publicKey: Hex = `0x${'ab'.repeat(mute[kind])}`
  return { kind, publicKey, keyId: keyIdOf(kind, publicKey) }
}

/** The signature of a key over the possession of a key, itself or another; the digest is made by hand. */
function sign(kind: SigningKind, secret: number, keyId: Hex): Hex {
  const digest = digestOf(place.chainId, place.registry, place.inboxId, keyId)
  const key = secretOf(secret)
  if (kind === keyKinds.ed25519) return bytesToHex(ed25519.sign(digest, key))
  return bytesToHex(curves[kind].sign(digest, key, { prehash: false }))
}

/** What vouches for a key: a signing key, active from now on, names itself and signs. */
function vouch(kind: SigningKind, secret: number, keyId: Hex): Hex {
  const signer = keyOf(kind, secret)
  active.set(signer.keyId, signer)
  return concat([signer.keyId, sign(kind, secret, keyId)])
}

function digestOf(chainId: number, registry: Address, inboxId: Hex, keyId: Hex): Uint8Array {
  const domain = concat([
    keccak256(
      toHex('EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)'),
    ),
    keccak256(toHex('Pennypost InboxRegistry')),
    keccak256(toHex('1')),
    toHex(chainId, { size: 32 }),
    `0x${'00'.repeat(12)}${registry.slice(2)}`,
  ])
  const struct = concat([
    keccak256(toHex('KeyPossession(bytes32 inboxId,bytes32 keyId)')),
    inboxId,
    keyId,
  ])
  return hexToBytes(keccak256(concat(['0x1901', keccak256(domain), keccak256(struct)])))
}
