import { fc, test } from '@fast-check/vitest'
import type { AbiParameter, Address } from 'viem'
import { getAddress, hexToBigInt, pad, toHex, zeroAddress, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { inboxRegistryAbi } from '../../../generated/inboxRegistryAbi.ts'
import { postOfficeAbi } from '../../../generated/postOfficeAbi.ts'
import { relayRegistryAbi } from '../../../generated/relayRegistryAbi.ts'
import { sentenceOf } from '../../../sdk/src/errors/sentenceOf.ts'

type Value = string | number | bigint

const entries = [...inboxRegistryAbi, ...relayRegistryAbi, ...postOfficeAbi].filter(
  (entry) => entry.type === 'error',
)
/** Each error once; those of the same name are the same, which is tested too. */
const errors = new Map<string, readonly AbiParameter[]>(
  entries.map(({ name, inputs }) => [name, inputs]),
)

const token: Address = getAddress(`0x${'ab'.repeat(20)}`)
const account: Address = getAddress(`0x${'cd'.repeat(20)}`)
const id = `0x${'11'.repeat(32)}`
const LAST = 2n ** 256n - 1n

describe.each([...errors])('the sentence of %s', (name, inputs) => {
  it('is its own, and not the one for what is unknown', () => {
    expect(sentenceOf(name, inputs.map(least))).not.toMatch(/^The contract refused/)
    const others = [...errors].filter(([other]) => other !== name)
    const values = inputs.map(least)
    for (const [other, otherInputs] of others) {
      expect(sentenceOf(other, otherInputs.map(least)), other).not.toBe(sentenceOf(name, values))
    }
  })

  it('is whole at the ends of every range', () => {
    expectWhole(sentenceOf(name, inputs.map(least)))
    expectWhole(sentenceOf(name, inputs.map(most)))
  })

  test.prop([fc.tuple(...inputs.map(arbitrary))], { numRuns: 30 })(
    'is whole for any values',
    (values) => {
      expectWhole(sentenceOf(name, values))
    },
  )
})

describe('errors of the same name', () => {
  // Their names may differ: `account` here, `caller` there.
  it('have values of the same types in each contract', () => {
    for (const { name, inputs } of entries) {
      const typesOf = (list: readonly AbiParameter[] = []) => list.map((input) => input.type)
      expect(typesOf(inputs), name).toEqual(typesOf(errors.get(name)))
    }
  })
})

describe('sentenceOf', () => {
  const cases: [string, Value[], string][] = [
    [
      'TokenAmountMismatch',
      [token, 2n, 1n],
      `The PostOffice received 1 of token ${token} where 2 was due: tokens that take a fee cannot be used.`,
    ],
    [
      'ERC6909InsufficientBalance',
      [account, 1n, 2n, 0n],
      `${account} has 1 of the native token in the PostOffice, and 2 were asked of it. Ask for less, or deposit the rest.`,
    ],
    [
      'ERC6909InsufficientBalance',
      [account, 1n, 2n, hexToBigInt(token)],
      `${account} has 1 of token ${token} in the PostOffice, and 2 were asked of it. Ask for less, or deposit the rest.`,
    ],
    [
      'ERC6909InsufficientBalance',
      [account, 0n, 2n, 2n ** 160n],
      `${account} has 0 of id ${2n ** 160n}, which is no token, in the PostOffice, and 2 were asked of it. Ask for less, or deposit the rest.`,
    ],
    [
      'ERC6909InsufficientAllowance',
      [account, 1n, 2n, 2n ** 160n - 1n],
      `${account} may take 1 of token 0xFFfFfFffFFfffFFfFFfFFFFFffFFFffffFfFFFfF of this balance, and needs 2.`,
    ],
    [
      'TokenNotAccepted',
      [0n, id, zeroAddress],
      `Inbox ${id} takes no postage in the native token. Ask for a quote.`,
    ],
    [
      'TokenNotAccepted',
      [3n, id, token],
      `Inbox ${id} takes no postage in token ${token} (stamp 3). Ask for a quote.`,
    ],
    [
      'TokensDiffer',
      [1n, zeroAddress, token],
      `Stamp 1 is paid in token ${token}, and the first in the native token: post them apart.`,
    ],
    ['InvalidRelay', [0n, token], `${token} cannot be a relay: it is the PostOffice.`],
    ['InvalidRelay', [2n, token], `${token} cannot be a relay: it is the PostOffice (stamp 2).`],
    [
      'CarriageWithoutRelay',
      [1n, 5n],
      'There is a carriage of 5 and no relay to earn it (stamp 1). Name one, or take 0.',
    ],
    [
      'StakeTooLow',
      [0n, 1n, 2n],
      'The stake of 1 is below the 2 that the inbox asks. Ask for a new quote.',
    ],
    [
      'ExpiryOutOfRange',
      [0n, 2 ** 40 - 1, 0n, LAST],
      `The postage would expire at 36812-02-20 00:36:15 UTC, and may from 1970-01-01 00:00:00 UTC to second ${LAST}.`,
    ],
    [
      'SignatureHasExpired',
      [LAST],
      `The signature was good until second ${LAST}. Sign again with a later deadline.`,
    ],
    [
      'StampIdUsed',
      [0n, id, 6],
      `Stamp ${id} is Voided already: the same postage can be posted once.`,
    ],
    ['StampNotPending', [id, 0], `Stamp ${id} was never posted, or was posted with other values.`],
    ['StampNotPending', [id, 3], `Stamp ${id} is Collected: nothing more can be done with it.`],
    [
      'MailingNotPending',
      [id, 0],
      `Mailing ${id} was never opened, or was opened with other values.`,
    ],
    [
      'MailingNotPending',
      [id, 2],
      `Mailing ${id} is Admitted: this cannot be done with it any more.`,
    ],
    [
      'StampHasExpired',
      [id, 1_795_377_601],
      `Stamp ${id} expired at 2026-11-22 20:00:01 UTC: it cannot be answered or admitted any more, only go back to its sender.`,
    ],
    [
      'NotRecipient',
      [id, account],
      `${account} cannot answer stamp ${id}: it is no wallet of the inbox that the stamp is for, nor a relay that may collect it.`,
    ],
    [
      'SafeERC20FailedOperation',
      [token],
      `Token ${token} did not move the money: is there enough of it, and does the PostOffice have an allowance?`,
    ],
  ]

  it.each(cases)('says %s as a person would', (name, args, sentence) => {
    expect(sentenceOf(name, args)).toBe(sentence)
  })

  it('has words for what it does not know', () => {
    expect(sentenceOf('Error', ['no'])).toBe('The contract refused: Error(no).')
    expect(sentenceOf('toString', [])).toBe('The contract refused: toString().')
  })
})

function expectWhole(sentence: string): void {
  expect(sentence).not.toMatch(/undefined|NaN|null|\[object|Invalid Date|\$\{|\( {2}|\s{2}/)
  expect(sentence).toMatch(/^([A-Z]|0x).*[.?]$/s)
}

/** The least value of a type, as viem decodes it: a number up to 48 bits. */
function least({ type }: AbiParameter): Value {
  if (type === 'address') return zeroAddress
  if (type === 'bytes32') return zeroHash
  if (type === 'string') return ''
  return uint(type, 0n)
}

function most({ type }: AbiParameter): Value {
  if (type === 'address') return getAddress(toHex(2n ** 160n - 1n))
  if (type === 'bytes32') return toHex(LAST)
  if (type === 'string') return 'a text'
  return uint(type, 2n ** BigInt(bitsOf(type)) - 1n)
}

function arbitrary({ type }: AbiParameter): fc.Arbitrary<Value> {
  if (type === 'address')
    return fc
      .bigInt({ min: 0n, max: 2n ** 160n - 1n })
      .map((n) => getAddress(toHex(n, { size: 20 })))
  if (type === 'bytes32') return fc.bigInt({ min: 0n, max: LAST }).map((n) => pad(toHex(n)))
  if (type === 'string') return fc.constantFrom('', 'a text')
  return fc.bigInt({ min: 0n, max: 2n ** BigInt(bitsOf(type)) - 1n }).map((n) => uint(type, n))
}

function uint(type: string, value: bigint): Value {
  return bitsOf(type) <= 48 ? Number(value) : value
}

function bitsOf(type: string): number {
  const [, bits] = /^uint(\d+)$/.exec(type) ?? []
  if (bits === undefined) throw new Error(`Errors have no values of type ${type} so far.`)
  return Number(bits)
}
