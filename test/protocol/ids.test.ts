import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { fc, test } from '@fast-check/vitest'
import { generateInboxId, IdentifierKind, initSync } from '@xmtp/wasm-bindings'
import type { Address, Hex } from 'viem'
import { concat, getAddress, keccak256, pad, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Mailing, Stamp } from '../../protocol/eip712/postOffice.ts'
import {
  authorizationNonce,
  inboxIdOf,
  keyIdOf,
  mailingIdOf,
  stampIdOf,
  subjectOf,
} from '../../protocol/ids.ts'
import type { Contracts } from './support/contracts.ts'
import { deployContracts } from './support/contracts.ts'
import { typedDataHash } from './support/typedDataHash.ts'

let contracts: Contracts

beforeAll(async () => {
  contracts = await deployContracts()
  const oracle = import.meta.resolve('@xmtp/wasm-bindings')
  initSync({ module: await readFile(fileURLToPath(new URL('bindings_wasm_bg.wasm', oracle))) })
})
afterAll(() => contracts?.close())

const hexOf = (bytes: number) =>
  fc
    .uint8Array({ minLength: bytes, maxLength: bytes })
    .map((array): Hex => `0x${Buffer.from(array).toString('hex')}`)
const address = hexOf(20) as fc.Arbitrary<Address>
const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
const uint96 = fc.bigInt({ min: 0n, max: 2n ** 96n - 1n })

describe('inboxIdOf', () => {
  it.each([
    [
      '0x1234567890abcdef1234567890abcdef12345678',
      0n,
      '0xfcd18d86276d7a99fe522dba9660c420f03c8648785ada7c5daae232a3df77a9',
    ],
    [
      '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
      1n,
      '0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a',
    ],
  ] as const)('of %s and %s is known', (wallet, nonce, inboxId) => {
    expect(inboxIdOf(wallet, nonce)).toBe(inboxId)
  })

  test.prop([address, uint64], { numRuns: 1_000 })("is XMTP's", (wallet, nonce) => {
    const identifier = { identifier: wallet, identifierKind: IdentifierKind.Ethereum }
    expect(inboxIdOf(wallet, nonce)).toBe(`0x${generateInboxId(identifier, nonce)}`)
  })

  test.prop([address, uint64], { numRuns: 100 })("is the contract's", async (wallet, nonce) => {
    const onChain = await contracts.registry.read.deriveInboxId([getAddress(wallet), nonce])
    expect(inboxIdOf(wallet, nonce)).toBe(onChain)
  })

  it('does not mind the case of the address', () => {
    const wallet = '0x00000000000000000000000000000000000000ab'
    expect(inboxIdOf(wallet.toUpperCase().replace('X', 'x') as Address, 0n)).toBe(
      inboxIdOf(wallet, 0n),
    )
  })

  it.each(['0x', '0x1234', `0x${'00'.repeat(32)}`, `0x${'zz'.repeat(20)}`] as Address[])(
    'refuses %s, which is no address',
    (wallet) => {
      expect(() => inboxIdOf(wallet, 0n)).toThrow(`Address "${wallet}" is invalid.`)
    },
  )

  it.each([-1n, 2n ** 64n])('refuses nonce %s, which has no 64 bits', (nonce) => {
    expect(() => inboxIdOf(zeroAddress, nonce)).toThrow(
      new RangeError(`Inbox nonce ${nonce} is not of 64 bits.`),
    )
  })
})

describe('keyIdOf', () => {
  const kind = fc.integer({ min: 0, max: 65_535 })
  const publicKey = fc.integer({ min: 0, max: 2_048 }).chain(hexOf)

  test.prop([kind, publicKey], { numRuns: 50 })("is the contract's", async (number, bytes) => {
    expect(keyIdOf(number, bytes)).toBe(await contracts.registry.read.keyId([number, bytes]))
  })

  it('tells the same bytes of two kinds apart', () => {
    const bytes: Hex = `0x${'11'.repeat(32)}`
    expect(keyIdOf(1, bytes)).not.toBe(keyIdOf(2, bytes))
  })
})

describe('stampIdOf', () => {
  const stamps: fc.Arbitrary<Stamp> = fc.record({
    sender: address,
    relay: address,
    token: address,
    inboxId: hexOf(32),
    letterHash: hexOf(32),
    carriage: uint96,
    stake: uint96,
    expiresAt: fc.integer({ min: 0, max: 2 ** 40 - 1 }),
  })

  test.prop([stamps], { numRuns: 100 })("is the contract's", async (stamp) => {
    const { chainId, postOffice } = contracts
    expect(stampIdOf({ chainId, postOffice: postOffice.address, stamp })).toBe(
      await postOffice.read.stampId([stamp]),
    )
  })

  test.prop([stamps], { numRuns: 20 })('is another one on another chain or office', (stamp) => {
    const here = { chainId: contracts.chainId, postOffice: contracts.postOffice.address, stamp }
    expect(stampIdOf({ ...here, chainId: 8453 })).not.toBe(stampIdOf(here))
    expect(stampIdOf({ ...here, postOffice: zeroAddress })).not.toBe(stampIdOf(here))
  })
})

describe('mailingIdOf', () => {
  const uint = (bits: number) => fc.integer({ min: 0, max: 2 ** bits - 1 })
  const mailings: fc.Arbitrary<Mailing> = fc.record({
    sender: address,
    relay: address,
    token: address,
    root: hexOf(32),
    carriage: uint96,
    stake: uint96,
    count: uint(32),
    expiresAt: uint(40),
  })
  const here = {
    chainId: 31_337,
    postOffice: '0x5fbdb2315678afecb367f032d93f642f64180aa3',
  } as const

  test.prop([mailings], { numRuns: 100 })('is its EIP-712 digest', (mailing) => {
    expect(mailingIdOf({ ...here, mailing })).toBe(
      typedDataHash({
        domain: {
          name: 'Pennypost PostOffice',
          version: '1',
          chainId: here.chainId,
          verifyingContract: here.postOffice,
        },
        type: 'Mailing(address sender,address relay,address token,bytes32 root,uint96 carriage,uint96 stake,uint32 count,uint40 expiresAt)',
        message: mailing,
      }),
    )
  })

  test.prop([mailings], { numRuns: 20 })('is another one on another chain or office', (mailing) => {
    const id = mailingIdOf({ ...here, mailing })
    expect(mailingIdOf({ ...here, mailing, chainId: 8453 })).not.toBe(id)
    expect(mailingIdOf({ ...here, mailing, postOffice: zeroAddress })).not.toBe(id)
  })
})

describe('authorizationNonce', () => {
  const salt: Hex = `0x${'5a'.repeat(32)}`

  it('of one address and one salt is known', () => {
    expect(authorizationNonce('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266', salt)).toBe(
      '0xf25aee57f6bdfec3fd0accfcb681a8366fb914eef6d8f82fe3df5f07737e134e',
    )
  })

  test.prop([address, hexOf(32)], { numRuns: 100 })('is of both, as two words', (to, word) => {
    expect(authorizationNonce(to, word)).toBe(keccak256(concat([pad(to, { size: 32 }), word])))
  })

  it('refuses an address of a wrong checksum', () => {
    const to = '0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
    expect(() => authorizationNonce(to, salt)).toThrow(`Address "${to}" is invalid.`)
  })

  it('refuses a salt that is not of 32 bytes', () => {
    expect(() => authorizationNonce(zeroAddress, '0x5a')).toThrow(
      'Size of bytes "0x5a" (bytes1) does not match expected size (bytes32).',
    )
  })
})

describe('subjectOf', () => {
  it('is an address as a number of 32 bytes', () => {
    expect(subjectOf('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266')).toBe(
      '0x000000000000000000000000f39fd6e51aad88f6f4ce6ab8827279cfffb92266',
    )
  })

  it('is an inbox id as it is, in lower case', () => {
    expect(subjectOf(`0x${'AB'.repeat(32)}`)).toBe(`0x${'ab'.repeat(32)}`)
  })

  it.each([
    '0x',
    '0x00',
    `0x${'00'.repeat(21)}`,
    `0x${'zz'.repeat(20)}`,
    `0x${'0'.repeat(39)}`,
  ] as Hex[])('refuses %s', (sender) => {
    expect(() => subjectOf(sender)).toThrow(
      new RangeError(`A sender is an address or an inbox id, of 20 or 32 bytes, not ${sender}.`),
    )
  })
})
