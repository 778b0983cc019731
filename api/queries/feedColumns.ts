import type { Address } from 'viem'
import { getAddress } from 'viem'
import { z } from 'zod'
import { address, amount, blockNumber } from '../../protocol/wire/primitives.ts'
import type { StateRow, StateTableName } from '../../protocol/wire/stateTables.ts'
import { stateTables } from '../../protocol/wire/stateTables.ts'

/** Fields of an object in JSON, by name, each one of the primitives or something else. */
export type Fields = Readonly<Record<string, z.ZodType>>

/** How the index spells a column or table. */
export function toSnake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/**
 * SQL of a JSON object with these fields. Numbers that may pass 2^53, or are decimal strings on the wire, are text.
 *
 * @param row - Alias of what has the columns.
 * @param expressions - SQL of the fields that are not the column of their name.
 */
export function jsonOf(
  fields: Fields,
  row: string,
  expressions: Readonly<Record<string, string>> = {},
): string {
  const members = Object.entries(fields).map(([name, field]) => {
    const value = expressions[name] ?? `${row}."${toSnake(name)}"`
    return `'${name}', ${isDecimal(field) ? `(${value})::text` : value}`
  })
  return `json_build_object(${members.join(', ')})`
}

export function fieldsOf(table: StateTableName): Fields {
  return stateTables[table].row.shape
}

/** As answers spell it: addresses with their checksum. */
export function toWire(fields: Fields, row: StateRow): StateRow {
  const wire = { ...row }
  for (const name of addressesOf(fields)) {
    const value = wire[name]
    if (typeof value === 'string') wire[name] = getAddress(value)
  }
  return wire
}

/** As the index spells it. */
export function fromWire(fields: Fields, row: StateRow): StateRow {
  const raw = { ...row }
  for (const name of addressesOf(fields)) {
    const value = raw[name]
    if (typeof value === 'string') raw[name] = value.toLowerCase() as Address
  }
  return raw
}

/** Type of a key's column in Postgres. */
export function keyTypeOf(table: StateTableName, column: string): 'text' | 'int8' {
  const field = fieldsOf(table)[column]
  const isNumber = field !== undefined && (field === blockNumber || field instanceof z.ZodNumber)
  return isNumber ? 'int8' : 'text'
}

const known = new WeakMap<Fields, readonly string[]>()

function addressesOf(fields: Fields): readonly string[] {
  let names = known.get(fields)
  if (!names) {
    names = Object.keys(fields).filter((name) => bare(fields[name]) === address)
    known.set(fields, names)
  }
  return names
}

function isDecimal(field: z.ZodType): boolean {
  const kind = bare(field)
  return kind === amount || kind === blockNumber
}

function bare(field: z.ZodType | undefined): unknown {
  return field instanceof z.ZodNullable ? field.unwrap() : field
}
