import type { Hex } from 'viem'
import { BaseError, ContractFunctionRevertedError, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { canSign, keyKinds, keyLengths } from '../../protocol/keyKinds.ts'
import type { Contracts } from './support/contracts.ts'
import { deployContracts } from './support/contracts.ts'

let contracts: Contracts

beforeAll(async () => {
  contracts = await deployContracts()
})
afterAll(() => contracts?.close())

const kinds = [0, ...Object.values(keyKinds), 7, 999, 1_000, 1_001, 65_535]

describe('keyLengths', () => {
  it.each(kinds)('of kind %i are what the contract takes', async (kind) => {
    const lengths = keyLengths(kind)
    if (!lengths) {
      expect(await refusal(kind, 32)).toEqual({ errorName: 'KeyKindUnknown', args: [kind] })
      return
    }
    const { min, max } = lengths
    expect(await refusal(kind, min)).toBeUndefined()
    expect(await refusal(kind, max)).toBeUndefined()
    for (const length of [min - 1, max + 1]) {
      expect(await refusal(kind, length)).toEqual({
        errorName: 'KeyLengthOutOfRange',
        args: [kind, BigInt(length), BigInt(min), BigInt(max)],
      })
    }
  })

  it('has none for numbers that are no kind', () => {
    expect([-1, 0.5, 1_000.5, 65_536, Number.NaN].map(keyLengths)).toEqual(Array(5).fill(undefined))
  })
})

describe('canSign', () => {
  it('is so for signature schemes alone', () => {
    const signing = Object.entries(keyKinds).filter(([, kind]) => canSign(kind))
    expect(signing.map(([name]) => name)).toEqual(['ed25519', 'secp256k1', 'p256'])
    expect(canSign(1_000)).toBe(false)
  })
})

/** Why the contract would refuse a key of that many bytes; undefined if it would not. */
async function refusal(kind: number, length: number) {
  const publicKey: Hex = `0x${'01'.repeat(length)}`
  const key = { kind, expiresAt: 0, publicKey, possession: '0x' } as const
  const account = contracts.sender.account.address
  try {
    await contracts.registry.simulate.register([0n, zeroAddress, [key]], { account })
    return undefined
  } catch (error) {
    const reverted =
      error instanceof BaseError &&
      error.walk((cause) => cause instanceof ContractFunctionRevertedError)
    if (!(reverted instanceof ContractFunctionRevertedError)) throw error
    const { errorName, args } = reverted.data ?? {}
    return { errorName, args }
  }
}
