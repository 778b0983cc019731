import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { fc, test } from '@fast-check/vitest'
import { ED25519_TORSION_SUBGROUP, ed25519 } from '@noble/curves/ed25519.js'
import { base58 } from '@scure/base'
import type { Hex } from 'viem'
import { bytesToHex, concat, hexToBytes, keccak256, stringToBytes, toHex } from 'viem'
import { describe, expect, it } from 'vitest'

import { accountProofStatus } from '../../indexer/src/accountProof.ts'
import { flipBit } from '../helpers/flipBit.ts'

/*
accountProofStatus
├── given no CAIP-10 account id, or one of an EVM chain → invalid
├── given a namespace that is not known
│   ├── no bytes → none
│   └── any bytes → unchecked
└── given solana
    ├── no such account → invalid
    ├── no bytes → none
    ├── its signature over the message → valid
    └── anything else → invalid
*/

const MAINNET = '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp'
const DEVNET = 'EtWTRABZaYq6iMfeYKouRu166VU2xqa1'

const place = {
  chainId: 8453,
  registry: '0x5fbdb2315678afecb367f032d93f642f64180aa3',
  inboxId: keccak256('0x01'),
} as const

/** The message by hand: what is signed must not follow a change of the code. */
function messageOf(account: string, { chainId, registry, inboxId } = place): Uint8Array {
  return stringToBytes(
    `Link this account to a Pennypost inbox.\n\nSign only if this inbox is yours: mail for this account will go to it.\n\nAccount: ${account}\nInbox: ${inboxId}\nChain: eip155:${chainId}\nRegistry: ${registry}`,
  )
}

function solana(publicKey: Uint8Array, reference = MAINNET): string {
  return `solana:${reference}:${base58.encode(publicKey)}`
}

const secret = hexToBytes(keccak256(toHex('secret')))
const publicKey = ed25519.getPublicKey(secret)
const account = solana(publicKey)
const proof = bytesToHex(ed25519.sign(messageOf(account), secret))

describe('a Solana account', () => {
  it('is proven by its signature over the message', () => {
    expect(judge({ account, proof })).toBe('valid')
  })

  it("is proven by OpenSSL's signature, which is the same", () => {
    const pkcs8 = concat(['0x302e020100300506032b657004220420', bytesToHex(secret)])
    const key = createPrivateKey({
      key: Buffer.from(hexToBytes(pkcs8)),
      format: 'der',
      type: 'pkcs8',
    })
    const raw = createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-32)
    expect(bytesToHex(raw)).toBe(bytesToHex(publicKey))
    expect(bytesToHex(sign(null, messageOf(account), key))).toBe(proof)
  })

  it('is proven for each key and cluster by itself', () => {
    for (const reference of [MAINNET, DEVNET, '4uhcVJyU9pJkvQyS88uRDiswHXSCkY3z']) {
      const pair = generateKeyPairSync('ed25519')
      const key = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)
      const id = solana(key, reference)
      const signature = bytesToHex(sign(null, messageOf(id), pair.privateKey))
      expect(judge({ account: id, proof: signature })).toBe('valid')
      expect(judge({ account: solana(key, '1'.repeat(32)), proof: signature })).toBe('invalid')
    }
  })

  it('is only said to be its own by no bytes', () => {
    expect(judge({ account, proof: '0x' })).toBe('none')
  })

  it('is not proven by another account', () => {
    const other = hexToBytes(keccak256(toHex('other')))
    const byOther = bytesToHex(ed25519.sign(messageOf(account), other))
    expect(judge({ account, proof: byOther })).toBe('invalid')
    expect(judge({ account: solana(ed25519.getPublicKey(other)), proof })).toBe('invalid')
  })

  it('is not proven for another inbox, chain or registry', () => {
    expect(judge({ account, proof, inboxId: keccak256('0x02') })).toBe('invalid')
    expect(judge({ account, proof, chainId: 84532 })).toBe('invalid')
    expect(judge({ account, proof, registry: `0x${'00'.repeat(20)}` })).toBe('invalid')
  })

  it.each([
    ['with the header of an off-chain message', headed(messageOf(account))],
    ['with a line feed at the end', Uint8Array.from([...messageOf(account), 10])],
    ['with lines parted as on Windows', withText((text) => text.replaceAll('\n', '\r\n'))],
    ['hashed', hexToBytes(keccak256(messageOf(account)))],
    ['in capitals', withText((text) => text.toUpperCase())],
  ])('is not proven by the message %s', (_what, message) => {
    const signature = bytesToHex(ed25519.sign(message, secret))
    expect(judge({ account, proof: signature })).toBe('invalid')
  })

  it.each([1, 63, 65, 96, 2_048])('is not proven by %i bytes', (length) => {
    const bytes = new Uint8Array(length)
    bytes.set(hexToBytes(proof).subarray(0, length))
    expect(judge({ account, proof: bytesToHex(bytes) })).toBe('invalid')
  })

  it.each(ED25519_TORSION_SUBGROUP)('is no key of small order: %s', (point) => {
    const id = solana(hexToBytes(`0x${point}`))
    const fits: Hex = `0x01${'00'.repeat(63)}`
    expect(judge({ account: id, proof: fits })).toBe('invalid')
  })

  const address = base58.encode(publicKey)
  it.each([
    ['a key of 31 bytes', `solana:${MAINNET}:${base58.encode(publicKey.subarray(0, 31))}`],
    ['a key of 33 bytes', `solana:${MAINNET}:${base58.encode(Uint8Array.from([1, ...publicKey]))}`],
    ['a zero before the key', `solana:${MAINNET}:1${address}`],
    ['more than fits into 44 characters', `solana:${MAINNET}:${'z'.repeat(45)}`],
    ['44 characters that are 33 bytes', `solana:${MAINNET}:${'z'.repeat(44)}`],
    ['as many characters as there may be', `solana:${MAINNET}:${'z'.repeat(128)}`],
    ['characters that base58 leaves out', `solana:${MAINNET}:${`0OIl${address}`.slice(0, 44)}`],
    ['an address in hexadecimal', `solana:${MAINNET}:${bytesToHex(publicKey).slice(2)}`],
    ['a reference of 31', `solana:${MAINNET.slice(1)}:${address}`],
    ['the name of a cluster', `solana:mainnet:${address}`],
    ['a reference that base58 could not write', `solana:${'0'.repeat(32)}:${address}`],
  ])('is not %s, proof or not', (_what, id) => {
    expect(judge({ account: id, proof: '0x' })).toBe('invalid')
    expect(judge({ account: id, proof: sign64(id) })).toBe('invalid')
  })
})

describe('an account of another namespace', () => {
  const cosmos = 'cosmos:cosmoshub-3:cosmos1t2uflqwqe0fsj0shcfkrvpukewcw40yjj6hdc0'

  it('is not checked', () => {
    expect(judge({ account: cosmos, proof: '0x' })).toBe('none')
    expect(judge({ account: cosmos, proof: '0x00' })).toBe('unchecked')
    expect(judge({ account: cosmos, proof: sign64(cosmos) })).toBe('unchecked')
  })

  it('is none on an EVM chain, where accounts are wallets', () => {
    const evm = 'eip155:1:0xab16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb'
    expect(judge({ account: evm, proof: '0x' })).toBe('invalid')
    expect(judge({ account: evm, proof: sign64(evm) })).toBe('invalid')
  })
})

describe('what is no account id', () => {
  it.each([
    '',
    'solana',
    `solana:${MAINNET}`,
    `SOLANA:${MAINNET}:${base58.encode(publicKey)}`,
    `${account} `,
    `${account}\n`,
    `${account}\0`,
    `${account}\uFFFD`,
    `solana:${MAINNET}:\u{1F4EE}`,
    '\0'.repeat(171),
    '\uFFFD'.repeat(171),
    'a'.repeat(171),
  ])('is invalid: %j', (text) => {
    expect(judge({ account: text, proof: '0x' })).toBe('invalid')
    expect(judge({ account: text, proof: sign64(text) })).toBe('invalid')
  })
})

describe('any account', () => {
  const seed = fc.uint8Array({ minLength: 32, maxLength: 32 })

  test.prop([seed, fc.nat(255), fc.nat(511)], { numRuns: 50 })(
    'proves itself, and with no bit changed',
    (own, bit, signatureBit) => {
      const key = ed25519.getPublicKey(own)
      const id = solana(key)
      const signature = bytesToHex(ed25519.sign(messageOf(id), own))
      const given = { ...place, account: id, proof: signature }
      expect(judge(given)).toBe('valid')
      const changed = [
        { proof: flipBit(signature, signatureBit) },
        { account: solana(hexToBytes(flipBit(bytesToHex(key), bit))) },
        { inboxId: flipBit(place.inboxId, bit) },
        { registry: flipBit(place.registry, bit % 160) },
        { chainId: place.chainId ^ (1 << (bit % 30)) },
      ]
      for (const change of changed) {
        expect(judge({ ...given, ...change }), Object.keys(change).join()).toBe('invalid')
      }
    },
  )

  const bytes = fc.uint8Array({ maxLength: 171 })
  const decoded = bytes.map((array) => new TextDecoder().decode(array))
  const base58ish = fc
    .string({ unit: fc.constantFrom(...'123ABCxyz0lI'), maxLength: 60 })
    .map((address) => `solana:${MAINNET}:${address}`)

  test.prop([fc.oneof(decoded, base58ish, fc.string({ unit: 'binary' })), bytes], { numRuns: 500 })(
    'of any bytes stops nothing, and is not valid',
    (text, any) => {
      expect(judge({ account: text, proof: bytesToHex(any) })).not.toBe('valid')
    },
  )
})

function judge(
  parameters: { account: string; proof: Hex } & Partial<Parameters<typeof accountProofStatus>[0]>,
) {
  return accountProofStatus({ ...place, ...parameters })
}

/** The account's signature over the message, had it that name. */
function sign64(name: string): Hex {
  return bytesToHex(ed25519.sign(messageOf(name), secret))
}

function withText(change: (text: string) => string): Uint8Array {
  return stringToBytes(change(new TextDecoder().decode(messageOf(account))))
}

/** As a hardware wallet signs: domain, version 0, format 0, length, text. */
function headed(message: Uint8Array): Uint8Array {
  const { length } = message
  const domain = [0xff, ...stringToBytes('solana offchain')]
  return Uint8Array.from([...domain, 0, 0, length & 255, length >> 8, ...message])
}
