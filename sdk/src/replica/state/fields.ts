import type { Address, Hex } from 'viem'
import type { StateRow } from '../../../../protocol/wire/stateTables.ts'
import { createPool } from './pool.ts'

// Columns of a row as the feed writes them. Whatever is not what it must be is refused: a replica that guesses would let letters pass.

/** A column that is not of its kind. */
export class FieldError extends Error {
  constructor(column: string, value: unknown) {
    super(`its ${column} is ${String(JSON.stringify(value)).slice(0, 80)}`)
    this.name = 'FieldError'
  }
}

const bytes32Pattern = /^0x[0-9a-f]{64}$/
const bytesPattern = /^0x([0-9a-f]{2})*$/
const addressPattern = /^0x[0-9a-fA-F]{40}$/
const amountPattern = /^(0|[1-9][0-9]{0,77})$/

// Millions of rows name the same few thousand accounts, blocks and amounts.
const lowerCase = createPool((text: string) => text.toLowerCase() as Address)
const asWritten = createPool((text: string) => text as Address)
const hashes = createPool((text: string) => text as Hex)
const amounts = createPool(BigInt)

export function bytes32(row: StateRow, column: string): Hex {
  return text(row, column, bytes32Pattern) as Hex
}

/** Of 32 bytes that many rows share: all of them keep one copy. */
export function sharedBytes32(row: StateRow, column: string): Hex {
  return hashes(text(row, column, bytes32Pattern))
}

export function bytes(row: StateRow, column: string): Hex {
  return text(row, column, bytesPattern) as Hex
}

/** In lower case, as requests have it. */
export function address(row: StateRow, column: string): Address {
  return lowerCase(text(row, column, addressPattern))
}

/** With its checksum, as answers have it. */
export function checksummedAddress(row: StateRow, column: string): Address {
  return asWritten(text(row, column, addressPattern))
}

export function amount(row: StateRow, column: string): bigint {
  return amounts(text(row, column, amountPattern))
}

export function amountOrNull(row: StateRow, column: string): bigint | null {
  return row[column] === null ? null : amount(row, column)
}

/** Number of a block. */
export function block(row: StateRow, column: string): number {
  const number = Number(text(row, column, amountPattern))
  if (!Number.isSafeInteger(number)) throw new FieldError(column, row[column])
  return number
}

export function blockOrNull(row: StateRow, column: string): number | null {
  return row[column] === null ? null : block(row, column)
}

/** Seconds, an index or a count: never negative. */
export function integer(row: StateRow, column: string): number {
  const value = row[column]
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number
  throw new FieldError(column, value)
}

export function integerOrNull(row: StateRow, column: string): number | null {
  return row[column] === null ? null : integer(row, column)
}

export function flag(row: StateRow, column: string): boolean {
  const value = row[column]
  if (typeof value === 'boolean') return value
  throw new FieldError(column, value)
}

/** One of a few words, and always the same copy of it. */
export function word<const W extends string>(
  row: StateRow,
  column: string,
  words: readonly W[],
): W {
  const known = words.find((each) => each === row[column])
  if (known !== undefined) return known
  throw new FieldError(column, row[column])
}

function text(row: StateRow, column: string, pattern: RegExp): string {
  const value = row[column]
  if (typeof value === 'string' && pattern.test(value)) return value
  throw new FieldError(column, value)
}
