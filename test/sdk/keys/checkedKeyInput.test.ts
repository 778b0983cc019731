import { fc, test } from '@fast-check/vitest'
import type { Hex } from 'viem'
import { simulateContract } from 'viem/actions'
import { describe, expect, it } from 'vitest'
import { inboxRegistryAbi } from '../../../generated/inboxRegistryAbi.ts'
import { keyIdOf } from '../../../protocol/ids.ts'
import { InvalidKeyError } from '../../../sdk/src/errors/InvalidKeyError.ts'
import { refusalOf } from '../../../sdk/src/errors/refusalOf.ts'
import { checkedKeyInput } from '../../../sdk/src/keys/checkedKeyInput.ts'
import { createKey } from '../../../sdk/src/keys/createKey.ts'
import type { KeyInput } from '../../../sdk/src/keys/keyInput.ts'
import { keyInputOf } from '../../../sdk/src/keys/keyInputOf.ts'
import { nowhere, pennilessClient, registryScene } from '../support/registryScene.ts'

const scene = registryScene()

const bytes = (length: number): Hex => `0x${'ab'.repeat(length)}`
const plain: KeyInput = { kind: 1_000, expiresAt: 0, publicKey: bytes(1), possession: '0x' }

/** Kind, shortest and longest. */
const ranges = [
  [1, 32, 32],
  [2, 32, 32],
  [3, 33, 33],
  [4, 33, 33],
  [5, 1_216, 1_216],
  [6, 1_184, 1_184],
  [1_000, 1, 2_048],
  [65_535, 1, 2_048],
] as const

describe('checkedKeyInput', () => {
  it.each(ranges)('takes a key of kind %i of %i to %i bytes', (kind, min, max) => {
    for (const length of [min, max]) {
      const key = { ...plain, kind, publicKey: bytes(length) }
      expect(checkedKeyInput(key)).toBe(key)
    }
    for (const length of [min - 1, max + 1]) {
      const text = min === max ? min : `${min} to ${max}`
      const key = { ...plain, kind, publicKey: bytes(length) }
      expectRefusal(
        key,
        `A public key of kind ${kind} has ${text} bytes, and this one has ${length}.`,
      )
    }
  })

  it.each([0, 7, 999, 65_536, -1, 1.5, Number.NaN])('knows no kind %s', (kind) => {
    expectRefusal(
      { ...plain, kind },
      `There is no kind of key ${kind}: kinds are 1 to 6, and free ones from 1,000 on.`,
    )
  })

  it('takes a proof of 0 to 1,024 bytes', () => {
    for (const length of [0, 1, 1_024]) {
      const key = { ...plain, possession: bytes(length) }
      expect(checkedKeyInput(key)).toBe(key)
    }
    expectRefusal(
      { ...plain, possession: bytes(1_025) },
      `The proof of possession of key ${keyIdOf(1_000, bytes(1))} has at most 1024 bytes, and this one has 1025.`,
    )
  })

  it.each([0, 1, 2 ** 40 - 1])('takes an expiry of %i', (expiresAt) => {
    const key = { ...plain, expiresAt }
    expect(checkedKeyInput(key)).toBe(key)
  })

  it.each([-1, 1.5, 2 ** 40, 1_795_377_600_000, Number.NaN])(
    'takes no expiry of %s',
    (expiresAt) => {
      expectRefusal(
        { ...plain, expiresAt },
        `A key expires at a whole second since 1970, up to 1099511627775, or never (0), and not at ${expiresAt}. Is that in milliseconds?`,
      )
    },
  )

  it.each(['0xabc', 'ab', '0xzz', '', '0x0'] as Hex[])('takes no bytes written as %j', (text) => {
    expectRefusal(
      { ...plain, publicKey: text },
      'A public key is bytes in hexadecimal, 0x in front.',
    )
    expectRefusal(
      { ...plain, possession: text },
      'A proof of possession is bytes in hexadecimal, or 0x.',
    )
  })

  const kind = fc.oneof(
    fc.constantFrom(...ranges.map(([number]) => number)),
    fc.integer({ min: 0, max: 65_535 }),
  )
  const length = fc.oneof(
    fc.constantFrom(...ranges.flatMap(([, ...ends]) => ends).flatMap((n) => [n - 1, n, n + 1])),
    fc.nat(2_100),
  )
  const possession = fc.constantFrom(0, 1, 64, 1_024, 1_025)

  test.prop([kind, length, possession], { numRuns: 60 })(
    'refuses what the contract refuses, and says the same',
    async (number, keyLength, proofLength) => {
      const key = {
        ...{ kind: number, expiresAt: 0 },
        ...{ publicKey: bytes(keyLength), possession: bytes(proofLength) },
      }
      expect(ownVerdict(key)).toBe(await contractVerdict(key))
    },
  )
})

describe('keyInputOf', () => {
  it('makes of a key what the contract takes', async () => {
    const key = await createKey('ed25519')
    const inboxId = keyIdOf(1, '0x')
    const place = { chainId: 1, contracts: nowhere, inboxId }
    expect(keyInputOf({ ...place, key })).toEqual({
      ...{ kind: 1, expiresAt: 0, publicKey: key.publicKey },
      possession: expect.stringMatching(/^0x[0-9a-f]{128}$/),
    })
    expect(keyInputOf({ ...place, key, expiresAt: 5 }).expiresAt).toBe(5)
  })

  it('refuses a key of a wrong length, or kind, before it signs', async () => {
    const voucher = await createKey('ed25519')
    const place = { chainId: 1, contracts: nowhere, inboxId: keyIdOf(1, '0x'), voucher }
    for (const key of [
      { kind: 2, publicKey: bytes(31) },
      { kind: 7, publicKey: bytes(32) },
      { kind: 5, publicKey: bytes(1_184) },
      { ...voucher, publicKey: bytes(33) },
    ]) {
      expect(() => keyInputOf({ ...place, key })).toThrow(InvalidKeyError)
    }
  })
})

function expectRefusal(key: KeyInput, sentence: string): void {
  const refused = new InvalidKeyError(sentence, key.kind)
  expect(() => checkedKeyInput(key)).toThrow(refused)
}

function ownVerdict(key: KeyInput): string {
  try {
    checkedKeyInput(key)
    return 'taken'
  } catch (error) {
    if (!(error instanceof InvalidKeyError)) throw error
    return error.shortMessage
  }
}

async function contractVerdict(key: KeyInput): Promise<string> {
  const { wallet, inboxId, contracts } = scene()
  try {
    await simulateContract(pennilessClient(scene()), {
      address: contracts.InboxRegistry,
      abi: inboxRegistryAbi,
      functionName: 'addKeys',
      args: [inboxId, [key]],
      account: wallet.account,
    })
    return 'taken'
  } catch (error) {
    const refused = refusalOf(error, 'InboxRegistry')
    if (!refused) throw error
    return refused.shortMessage
  }
}
