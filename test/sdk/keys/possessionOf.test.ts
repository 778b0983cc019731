import { fc, test } from '@fast-check/vitest'
import type { Hex } from 'viem'
import { size } from 'viem'
import { describe, expect, it } from 'vitest'
import type { PossessionParameters } from '../../../indexer/src/possession.ts'
import { possessionStatus } from '../../../indexer/src/possession.ts'
import { keyIdOf } from '../../../protocol/ids.ts'
import { isKeySignature } from '../../../protocol/keySignature.ts'
import { contractsOn } from '../../../sdk/src/chain/contracts.ts'
import { InvalidParameterError } from '../../../sdk/src/errors/InvalidParameterError.ts'
import { createKey } from '../../../sdk/src/keys/createKey.ts'
import type { KeyPair } from '../../../sdk/src/keys/keyPair.ts'
import { possessionDigest } from '../../../sdk/src/keys/possessionDigest.ts'
import { possessionOf } from '../../../sdk/src/keys/possessionOf.ts'
import { signWithKey } from '../../../sdk/src/keys/signWithKey.ts'
import { nowhere } from '../support/registryScene.ts'

const signing = ['ed25519', 'secp256k1', 'p256'] as const
const mute = ['x25519', 'xWing'] as const

const inboxId: Hex = `0x${'11'.repeat(32)}`
const place = { chainId: 8_453, contracts: nowhere, inboxId }

describe.each(signing)('possessionOf a key of %s', (kind) => {
  it('is its own signature, as the indexer checks it', async () => {
    const key = await createKey(kind)
    const possession = possessionOf({ ...place, key })
    expect(size(possession)).toBe(64)
    expect(await judged(key, possession)).toBe('valid')
  })

  it('is for that inbox, chain and registry only', async () => {
    const key = await createKey(kind)
    const possession = possessionOf({ ...place, key })
    const others: Partial<PossessionParameters>[] = [
      { inboxId: `0x${'12'.repeat(32)}` },
      { chainId: 8_454 },
      { registry: nowhere.PostOffice },
    ]
    for (const other of others) expect(await judged(key, possession, other)).toBe('invalid')
  })

  it('is its own with a voucher too', async () => {
    const [key, voucher] = [await createKey(kind), await createKey('ed25519')]
    expect(await judged(key, possessionOf({ ...place, key, voucher }))).toBe('valid')
  })

  it('needs its secret', async () => {
    const { publicKey, kind: number } = await createKey(kind)
    expect(() => possessionOf({ ...place, key: { kind: number, publicKey } })).toThrow(
      `A key of kind ${number} shows by its own signature that somebody has it: give its \`secretKey\`.`,
    )
  })

  it.each(mute)('speaks for a key of %s', async (muteKind) => {
    const [key, voucher] = [await createKey(muteKind), await createKey(kind)]
    const possession = possessionOf({ ...place, key, voucher })
    expect(size(possession)).toBe(96)
    expect(await judged(key, possession, {}, voucher)).toBe('vouched')
    expect(await judged(key, possession)).toBe('invalid')
  })
})

describe.each(mute)('possessionOf a key of %s', (kind) => {
  it('is nothing without a voucher', async () => {
    const key = await createKey(kind)
    expect(possessionOf({ ...place, key })).toBe('0x')
    expect(await judged(key, '0x')).toBe('none')
  })

  it('does not come of a voucher that cannot sign', async () => {
    const [key, voucher] = [await createKey(kind), await createKey('x25519')]
    expect(() => possessionOf({ ...place, key, voucher })).toThrow(
      'A key of kind 2 cannot sign. Kinds 1 (Ed25519), 3 (secp256k1) and 4 (P-256) can.',
    )
  })
})

describe('possessionOf a key of a free kind', () => {
  it('is vouched for, or nothing: what it signs only its application knows', async () => {
    const voucher = await createKey('ed25519')
    const key = { kind: 1_000, publicKey: '0xab' } as const
    const whole = { ...key, keyId: keyIdOf(1_000, '0xab') }
    expect(possessionOf({ ...place, key })).toBe('0x')
    const possession = possessionOf({ ...place, key, voucher })
    expect(await judged(whole, possession, {}, voucher)).toBe('vouched')
  })
})

describe('possessionDigest', () => {
  it('can be signed elsewhere: in an enclave, by a wallet', async () => {
    const key = await createKey('p256')
    const digest = possessionDigest({ ...place, keyId: key.keyId })
    expect(digest).toHaveLength(32)
    expect(await judged(key, signWithKey(key, digest))).toBe('valid')
  })

  it('is made for the contracts that are known unless others are given', () => {
    const asked = { chainId: 31_337, inboxId, keyId: inboxId }
    expect(possessionDigest(asked)).toEqual(
      possessionDigest({ ...asked, contracts: contractsOn(31_337) }),
    )
    expect(possessionDigest(asked)).not.toEqual(possessionDigest({ ...asked, contracts: nowhere }))
    expect(() => possessionDigest({ ...asked, chainId: 5 })).toThrow(
      'No Pennypost deployment on chain 5.',
    )
  })
})

describe('signWithKey', () => {
  test.prop([fc.uint8Array({ minLength: 32, maxLength: 32 })], { numRuns: 25 })(
    'makes signatures that every check of Pennypost takes',
    async (message) => {
      for (const kind of signing) {
        const key = await createKey(kind)
        const signature = signWithKey(key, message)
        expect(isKeySignature({ ...key, message, signature })).toBe(true)
      }
    },
  )

  it.each([0, 31, 33])('signs no %i bytes', async (length) => {
    const key = await createKey('ed25519')
    expect(() => signWithKey(key, new Uint8Array(length))).toThrow(
      `A key signs 32 bytes, and these are ${length}.`,
    )
  })

  const secrets = [
    '0x',
    '0x00',
    `0x${'00'.repeat(32)}`,
    `0x${'ff'.repeat(32)}`,
    `0x${'zz'.repeat(32)}`,
  ]

  it.each(secrets as Hex[])('does not tell a secret that is none: %s', (secretKey) => {
    const sign = () => signWithKey({ kind: 3, secretKey }, new Uint8Array(32))
    expect(sign).toThrow(
      new InvalidParameterError(
        'key',
        'The secret of a key of kind 3 is 32 bytes in hexadecimal, and this is none.',
      ),
    )
  })
})

/** The verdict of the indexer, of an inbox where only `voucher` is active. */
function judged(
  { kind, keyId, publicKey }: Pick<KeyPair, 'kind' | 'keyId' | 'publicKey'>,
  possession: Hex,
  other: Partial<PossessionParameters> = {},
  voucher?: KeyPair,
) {
  return possessionStatus({
    ...{ kind, keyId, publicKey, possession, inboxId },
    ...{ chainId: place.chainId, registry: nowhere.InboxRegistry },
    activeKey: (asked) => Promise.resolve(asked === voucher?.keyId ? voucher : undefined),
    ...other,
  })
}
