import { fc, test } from '@fast-check/vitest'
import { ed25519 } from '@noble/curves/ed25519.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import type { Hex } from 'viem'
import {
  bytesToHex,
  concat,
  encodeAbiParameters,
  hexToBigInt,
  hexToBytes,
  keccak256,
  numberToHex,
  slice,
  toHex,
  zeroAddress,
  zeroHash,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { keyIdOf } from '../../protocol/ids.ts'
import type { SenderStatement } from '../../protocol/senderStatement.ts'
import { senderStatementDigest, senderStatementTypedData } from '../../protocol/senderStatement.ts'
import { isSenderStatementSignature } from '../../protocol/senderStatementSignature.ts'
import { isSenderStatementInTime } from '../../protocol/senderStatementTimes.ts'
import { flipBit } from '../helpers/flipBit.ts'

const chainId = 31_337
const registry = '0x5fbdb2315678afecb367f032d93f642f64180aa3'
const account = privateKeyToAccount(keccak256(toHex('wallet')))
const secret = hexToBytes(keccak256(toHex('key')))
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n

const byWallet: SenderStatement = {
  inboxId: keccak256(toHex('inbox')),
  wallet: account.address,
  senderInboxId: zeroHash,
  keyId: zeroHash,
  letterHash: keccak256(toHex('letter')),
  relay: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8',
  issuedAt: 1_795_377_600,
}
const key = { kind: 1, publicKey: bytesToHex(ed25519.getPublicKey(secret)) }
const byKey: SenderStatement = {
  ...byWallet,
  wallet: zeroAddress,
  senderInboxId: keccak256(toHex('own inbox')),
  keyId: keyIdOf(key.kind, key.publicKey),
}

const parametersOf = (statement: SenderStatement) => ({ chainId, registry, statement }) as const
const signature = await account.signTypedData(senderStatementTypedData(parametersOf(byWallet)))
const isBy = (given: Hex, statement = byWallet) =>
  isSenderStatementSignature({ ...parametersOf(statement), signature: given })

describe('senderStatementDigest', () => {
  it('is EIP-712 of the type and the domain that api.md names', () => {
    const type =
      'SenderStatement(bytes32 inboxId,address wallet,bytes32 senderInboxId,bytes32 keyId,bytes32 letterHash,address relay,uint40 issuedAt)'
    const domainType =
      'EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)'
    const words = ['bytes32', 'bytes32', 'bytes32', 'uint256', 'address'].map((of) => ({
      type: of,
    }))
    const domain = encodeAbiParameters(words, [
      keccak256(toHex(domainType)),
      keccak256(toHex('Pennypost InboxRegistry')),
      keccak256(toHex('1')),
      BigInt(chainId),
      registry,
    ])
    const fields = ['bytes32', 'bytes32', 'address', 'bytes32', 'bytes32', 'bytes32', 'address']
    const statement = encodeAbiParameters(
      [...fields, 'uint40'].map((of) => ({ type: of })),
      [
        keccak256(toHex(type)),
        byKey.inboxId,
        byKey.wallet,
        byKey.senderInboxId,
        byKey.keyId,
        byKey.letterHash,
        byKey.relay,
        byKey.issuedAt,
      ],
    )
    const digest = keccak256(concat(['0x1901', keccak256(domain), keccak256(statement)]))
    expect(bytesToHex(senderStatementDigest(parametersOf(byKey)))).toBe(digest)
  })

  it('is another for any other field, chain or contract', () => {
    const others: SenderStatement[] = [
      { ...byKey, inboxId: zeroHash },
      { ...byKey, wallet: account.address },
      { ...byKey, senderInboxId: zeroHash },
      { ...byKey, keyId: zeroHash },
      { ...byKey, letterHash: zeroHash },
      { ...byKey, relay: zeroAddress },
      { ...byKey, issuedAt: byKey.issuedAt + 1 },
    ]
    const digests = [
      ...[byKey, ...others].map((statement) => senderStatementDigest(parametersOf(statement))),
      senderStatementDigest({ ...parametersOf(byKey), chainId: 1 }),
      senderStatementDigest({ ...parametersOf(byKey), registry: account.address }),
    ]
    expect(new Set(digests.map((digest) => bytesToHex(digest))).size).toBe(10)
  })
})

describe('isSenderStatementSignature', () => {
  it('takes what the wallet signed, written in any case', () => {
    expect(isBy(signature)).toBe(true)
    const wallet = account.address.toLowerCase() as Hex
    expect(isBy(signature, { ...byWallet, wallet })).toBe(true)
  })

  it('takes no other form of it', () => {
    const [r, s, v] = [slice(signature, 0, 32), slice(signature, 32, 64), slice(signature, 64)]
    const highS = numberToHex(order - hexToBigInt(s), { size: 32 })
    const otherV = v === '0x1b' ? '0x1c' : '0x1b'
    expect(isBy(concat([r, highS, otherV]))).toBe(false)
    expect(isBy(concat([r, s, otherV]))).toBe(false)
    expect(isBy(concat([r, s, v === '0x1b' ? '0x00' : '0x01']))).toBe(false)
    expect(isBy(concat([r, s]))).toBe(false)
    expect(isBy(concat([signature, '0x00']))).toBe(false)
    expect(isBy(concat([zeroHash, s, v]))).toBe(false)
    expect(isBy(concat([r, numberToHex(order, { size: 32 }), v]))).toBe(false)
    expect(isBy('0x')).toBe(false)
  })

  it('takes it for no other wallet, and not for wallet 0', () => {
    expect(isBy(signature, { ...byWallet, wallet: byWallet.relay })).toBe(false)
    expect(isBy(signature, { ...byWallet, wallet: zeroAddress })).toBe(false)
  })

  test.prop([fc.nat(65 * 8 - 1)], { numRuns: 60 })('takes no signature with another bit', (bit) => {
    expect(isBy(flipBit(signature, bit))).toBe(false)
  })

  test.prop([fc.uint8Array({ maxLength: 70 })], { numRuns: 100 })('survives any bytes', (bytes) => {
    expect(isBy(bytesToHex(bytes))).toBe(false)
    const given = { ...parametersOf(byKey), signature: bytesToHex(bytes) }
    expect(isSenderStatementSignature({ ...given, key })).toBe(false)
    const odd = { kind: 3, publicKey: bytesToHex(bytes) }
    expect(isSenderStatementSignature({ ...given, key: odd })).toBe(false)
  })

  it('takes what the key signed, if it is the one that is named', () => {
    const given = bytesToHex(ed25519.sign(senderStatementDigest(parametersOf(byKey)), secret))
    const check = (statement: SenderStatement, by: typeof key) =>
      isSenderStatementSignature({ ...parametersOf(statement), signature: given, key: by })
    expect(check(byKey, key)).toBe(true)
    expect(check({ ...byKey, senderInboxId: zeroHash }, key)).toBe(false)
    const other = { kind: 3, publicKey: bytesToHex(secp256k1.getPublicKey(secret, true)) }
    expect(check(byKey, other)).toBe(false)
    expect(check(byKey, { ...key, kind: 2 })).toBe(false)
    expect(check({ ...byKey, keyId: keyIdOf(2, key.publicKey) }, { ...key, kind: 2 })).toBe(false)
    // The same signature says nothing without the key.
    expect(isSenderStatementSignature({ ...parametersOf(byKey), signature: given })).toBe(false)
  })
})

describe('isSenderStatementInTime', () => {
  it.each([
    [-61, false],
    [-60, true],
    [0, true],
    [86_400, true],
    [86_401, false],
  ])('%i s after it was issued', (age, expected) => {
    expect(isSenderStatementInTime(byWallet.issuedAt, byWallet.issuedAt + age)).toBe(expected)
  })
})
