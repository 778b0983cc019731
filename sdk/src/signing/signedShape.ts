import type { Address, Hex } from 'viem'
import { isAddress, isHex } from 'viem'
import { InvalidParameterError } from '../errors/InvalidParameterError.ts'

/** Reads a value that somebody else wrote. @throws {InvalidParameterError} It is something else. */
export type Shape<value> = (given: unknown, path: string) => value

export const address: Shape<Address> = (given, path) =>
  typeof given === 'string' && isAddress(given, { strict: false })
    ? (given as Address)
    : refuse(path, 'no address')

export const bytes: Shape<Hex> = (given, path) =>
  isHex(given) && given.length % 2 === 0 ? given : refuse(path, 'no bytes')

export const bytes32: Shape<Hex> = (given, path) =>
  isHex(given) && given.length === 66 ? given : refuse(path, 'not 32 bytes')

/** Of 256 bits at most. JSON has no bigint: digits in quotes will do, and a number that is exact. */
export const amount: Shape<bigint> = (given, path) => {
  const isExact = typeof given === 'bigint' || Number.isSafeInteger(given)
  const isDigits = typeof given === 'string' && /^\d{1,78}$/.test(given)
  const value = isExact || isDigits ? BigInt(given as string) : -1n
  return value >= 0n && value < 2n ** 256n ? value : refuse(path, 'no amount')
}

export const count: Shape<number> = (given, path) =>
  Number.isSafeInteger(given) && Number(given) >= 0
    ? (given as number)
    : refuse(path, 'no whole number')

export const flag: Shape<boolean> = (given, path) =>
  typeof given === 'boolean' ? given : refuse(path, 'not true or false')

export const list =
  <value>(shape: Shape<value>): Shape<readonly value[]> =>
  (given, path) =>
    Array.isArray(given)
      ? given.map((one, index) => shape(one, `${path}[${index}]`))
      : refuse(path, 'no list')

/** Exactly these fields: one more is refused, as it would be taken for something that nobody signed. */
export const fields =
  <value extends object>(shapes: { [name in keyof value]-?: Shape<value[name]> }) =>
  (given: unknown, path: string): value => {
    if (typeof given !== 'object' || given === null) return refuse(path, 'no object')
    const place = (name: string) => (path === '' ? name : `${path}.${name}`)
    for (const name of Object.keys(given))
      if (!Object.hasOwn(shapes, name)) refuse(place(name), 'nothing that is signed')
    const read = Object.entries<Shape<unknown>>(shapes).map(([name, shape]) => [
      name,
      shape((given as Record<string, unknown>)[name], place(name)),
    ])
    return Object.fromEntries(read) as value
  }

function refuse(path: string, what: string): never {
  const name = path || 'signed'
  throw new InvalidParameterError(name, `\`${name}\` is ${what}.`)
}
