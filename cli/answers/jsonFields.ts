import type { Address, Hex } from 'viem'
import { getAddress, isAddress } from 'viem'
import { CliError } from '../errors/CliError.ts'

/**
 * Fields of a document that somebody else wrote. Each is refused in a sentence if it is not what it has to be.
 *
 * @param where - What the fields are of, as the subject of a sentence: `stamp.json`.
 */
export function jsonFields(value: unknown, where: string) {
  const fields = (isObject(value) ? value : {}) as Readonly<Record<string, unknown>>
  const refuse = (name: string, what: string) =>
    new CliError(`${where} has no ${what} as \`${name}\`.`)

  return {
    address(name: string): Address {
      const text = fields[name]
      if (typeof text !== 'string' || !isAddress(text, { strict: false }))
        throw refuse(name, 'address')
      return getAddress(text)
    },
    bytes32: (name: string) => bytes32(fields[name], () => refuse(name, '32 bytes')),
    bytes32s(name: string): readonly Hex[] {
      const list = fields[name]
      if (!Array.isArray(list)) throw refuse(name, 'list')
      return list.map((one) => bytes32(one, () => refuse(name, 'list of 32 bytes each')))
    },
    /** Of 96 bits, in a token's smallest unit. JSON's own numbers cannot hold all: these are digits in quotes. */
    amount(name: string): bigint {
      const digits = fields[name]
      const isExact = typeof digits === 'string' || Number.isSafeInteger(digits)
      if (!isExact || !/^\d{1,29}$/.test(String(digits))) throw refuse(name, 'amount')
      const amount = BigInt(digits as string)
      if (amount >= 2n ** 96n) throw refuse(name, 'amount')
      return amount
    },
    /** A whole number from 0 on, below `end`; digits in quotes will do. */
    count(name: string, end: number): number {
      const given = fields[name]
      const number = typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : given
      if (!Number.isInteger(number) || Number(number) < 0 || Number(number) >= end)
        throw refuse(name, 'whole number')
      return number as number
    },
    bytes(name: string): Hex {
      const hex = fields[name]
      if (typeof hex !== 'string' || !/^0x([0-9a-f]{2})*$/i.test(hex)) throw refuse(name, 'bytes')
      return hex as Hex
    },
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function bytes32(value: unknown, refusal: () => CliError): Hex {
  if (typeof value !== 'string' || !/^0x[0-9a-f]{64}$/i.test(value)) throw refusal()
  return value.toLowerCase() as Hex
}
