import { z } from 'zod'

/** Most unknown fields that are named. */
const mostNamed = 3
const isNoField = 'is not a field of this request'

/**
 * An object with known fields only, as `z.strictObject`, that is refused unread if it has more fields than are known: then a few
 * unknown ones are named. A body of a few megabytes can have 400,000 of them.
 */
export function boundedObject<T extends z.ZodRawShape>(shape: T) {
  return bounded(z.strictObject(shape), fieldsOf(shape))
}

/** As `boundedObject`, of a schema that goes on from one: the same check, first. */
export function bounded<T extends z.ZodType>(schema: T, fields: ReadonlySet<string>) {
  return z.preprocess((value: unknown, context) => {
    for (const key of unknownIfMore(value, fields)) {
      // Not `unrecognized_keys`, after which zod would read on.
      context.issues.push({ code: 'custom', input: value, path: [key], message: isNoField })
    }
    return value
  }, schema)
}

/** The names of a shape's fields. */
export function fieldsOf(shape: z.ZodRawShape): ReadonlySet<string> {
  return new Set(Object.keys(shape))
}

/** An array that is refused unread if it is too long. Say so with the schema too, for those who read that. */
export function boundedArray<T extends z.ZodType>(schema: T, most: number, message: string) {
  return z.preprocess((value: unknown, context) => {
    if (Array.isArray(value) && value.length > most) {
      context.issues.push({ code: 'custom', input: value, message })
    }
    return value
  }, schema)
}

/** Whether it is an object with more fields than that; no more of them are looked at. */
export function hasMoreKeys(value: unknown, most: number): boolean {
  return firstKeys(value, most + 1).length > most
}

/** A few unknown fields of an object that has more fields than are known; else none. */
function unknownIfMore(value: unknown, fields: ReadonlySet<string>): string[] {
  const keys = firstKeys(value, fields.size + 1)
  if (keys.length <= fields.size) return []
  return keys.filter((key) => !fields.has(key)).slice(0, mostNamed)
}

function firstKeys(value: unknown, most: number): string[] {
  const keys: string[] = []
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return keys
  for (const key in value) {
    if (keys.push(key) === most) break
  }
  return keys
}
