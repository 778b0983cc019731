import type { Address, Hex } from 'viem'
import { getAddress, isAddress } from 'viem'
import { MailingFileError } from './MailingFileError.ts'

/** The object that a line is; undefined: it is another value, or no JSON. */
export function documentOf(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Readonly<Record<string, unknown>>) : undefined
  } catch {
    return undefined
  }
}

/**
 * Fields of a document in the file of a mailing, each of which is refused if it is not what it has to be.
 *
 * @param of - What the document is, such as `the letter at index 2`.
 * @param index - Of the letter that it is, if it is one.
 * @throws {MailingFileError} From each: `damaged`.
 */
export function documentFields(document: unknown, of: string, index?: number) {
  const fields = (document ?? {}) as Readonly<Record<string, unknown>>
  const damaged = (name: string, cause?: unknown) => {
    const fault = `is damaged: \`${name}\` of ${of} is not as it must be.`
    return new MailingFileError('damaged', fault, { index, cause })
  }

  function address(name: string): Address {
    const text = fields[name]
    if (typeof text !== 'string' || !isAddress(text, { strict: false })) throw damaged(name)
    return getAddress(text)
  }
  function word(name: string): Hex {
    const text = fields[name]
    if (typeof text !== 'string' || !/^0x[0-9a-f]{64}$/i.test(text)) throw damaged(name)
    return text.toLowerCase() as Hex
  }
  return {
    address,
    /** 32 bytes. */
    word,
    /** An inbox id or a wallet. */
    party: (name: string): Hex => (String(fields[name]).length === 42 ? address(name) : word(name)),
    /** Of 96 bits, in a token's smallest unit: digits in quotes, as JSON's own numbers cannot hold all. */
    amount(name: string): bigint {
      const digits = fields[name]
      if (typeof digits !== 'string' || !/^\d{1,29}$/.test(digits)) throw damaged(name)
      const amount = BigInt(digits)
      if (amount >= 2n ** 96n) throw damaged(name)
      return amount
    },
    /** A whole number from 0 on, below `end`. */
    count(name: string, end: number): number {
      const count = fields[name]
      if (!Number.isInteger(count) || Number(count) < 0 || Number(count) >= end) throw damaged(name)
      return count as number
    },
    damaged,
  }
}
