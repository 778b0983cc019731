import { readFileSync } from 'node:fs'

export type Schema = {
  $ref?: string
  anyOf?: Schema[]
  type?: string | string[]
  enum?: unknown[]
  examples?: unknown[]
  pattern?: string
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
}

type Body = { schema: Schema; example?: unknown; examples?: Record<string, { value: unknown }> }
type Operation = {
  operationId: string
  responses: Record<string, { content?: Record<string, Body> }>
}

/** A field of an answer, made wrong. */
export type Lie = { what: string; answer: unknown }

/** What is any text to a page, as one may be newer than it: codes of problems, and reasons. */
const growing = new Set(['code', 'reason'])

const withoutCodes = (name: string, value: Schema | null) =>
  growing.has(name) && value?.enum ? { type: value.type } : value

const text = readFileSync('test/api/snapshots/openapi.json', 'utf8')
const document = JSON.parse(text, withoutCodes) as {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

/** Good answers, by operation, as the API's OpenAPI document describes them: its schema, and its examples. */
export const answers: ReadonlyMap<string, { schema: Schema; examples: unknown[] }> = new Map(
  Object.values(document.paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap(({ operationId, responses }) => {
      const body = responses['200']?.content?.['application/json']
      if (!body) return []
      const { schema, example, examples = {} } = body
      const shown = Object.values(examples).map(({ value }) => value)
      return [[operationId, { schema, examples: example === undefined ? shown : [example] }]]
    }),
)

/** Values that a schema allows: with all that may be there, for each of its variants. */
export function samplesOf(given: Schema): unknown[] {
  const { anyOf, items, properties, enum: words, examples, type } = resolved(given)
  if (anyOf) return anyOf.flatMap(samplesOf)
  if (items) return samplesOf(items).map((entry) => [entry])
  if (properties) {
    const fields = Object.entries(properties).map(
      ([name, field]) => [name, samplesOf(field)] as const,
    )
    const most = Math.max(...fields.map(([, samples]) => samples.length))
    return Array.from({ length: most }, (_, index) =>
      Object.fromEntries(fields.map(([name, samples]) => [name, samples[index % samples.length]])),
    )
  }
  if (words) return words
  return [
    examples?.[0] ??
      { boolean: true, integer: 0, null: null, string: '' }[String([type].flat()[0])],
  ]
}

/** The same with nothing that may be missing, and null where that may be. */
export function leastOf(given: Schema): unknown {
  const { anyOf, items, properties, required = [], type, ...rest } = resolved(given)
  if (anyOf?.[0]) return leastOf(anyOf[0])
  if (items) return []
  if (properties)
    return Object.fromEntries(required.map((name) => [name, leastOf(properties[name] ?? {})]))
  return [type].flat().includes('null') ? null : samplesOf({ ...rest, ...(type && { type }) })[0]
}

/**
 * A good answer with one thing wrong, for each field in it: it is missing, null or of another type, unless it may be that.
 */
export function liesAbout(schema: Schema, good: unknown): Lie[] {
  const { anyOf, items, properties = {}, required = [] } = resolved(schema)
  if (anyOf) {
    const variant = anyOf.find((one) => hasAll(resolved(one), good)) ?? {}
    return liesAbout(variant, good)
  }
  if (items) {
    const [entry] = good as unknown[]
    const inner = liesAbout(items, entry).map(inside((answer) => [answer], '[0]'))
    return [
      ...inner,
      ...wrongs(items).map((answer) => ({
        what: `[0] = ${JSON.stringify(answer)}`,
        answer: [answer],
      })),
    ]
  }
  const fields = Object.entries(good as object).filter(([name]) => name in properties)
  return fields.flatMap(([name, value]) => {
    const field = properties[name] ?? {}
    const put = (one: unknown) => ({ ...(good as object), [name]: one })
    const { [name]: _, ...without } = good as Record<string, unknown>
    const missing = required.includes(name)
      ? [{ what: `.${name} is missing`, answer: without }]
      : []
    const wrong = wrongs(field).map((one) => ({
      what: `.${name} = ${JSON.stringify(one)}`,
      answer: put(one),
    }))
    const { anyOf: variants, items: list, properties: inner } = resolved(field)
    const isDeep = variants || list || inner
    const deeper = isDeep ? liesAbout(field, value).map(inside(put, `.${name}`)) : []
    return [...missing, ...wrong, ...deeper]
  })
}

function inside(put: (answer: unknown) => unknown, where: string) {
  return ({ what, answer }: Lie): Lie => ({ what: `${where}${what}`, answer: put(answer) })
}

/** What a value of the schema cannot be. Any text may be a text. */
function wrongs(schema: Schema): unknown[] {
  const { type, enum: words, pattern, anyOf } = resolved(schema)
  const types = anyOf ? ['object'] : [type].flat()
  const others = [null, 0.5, 'no', {}, [{}], true].filter((value) => !types.includes(typeOf(value)))
  return [
    ...others,
    ...(types.includes('string') && (words ?? pattern) ? ['', 'no such word'] : []),
    ...(types.includes('integer') ? [-1, 1e21] : []),
    ...(types.includes('object') ? [{}] : []),
  ]
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function hasAll({ required = [] }: Schema, value: unknown): boolean {
  const names = Object.keys(value as object)
  return required.length === names.length && required.every((name) => names.includes(name))
}

function resolved(schema: Schema): Schema {
  const name = schema.$ref?.replace('#/components/schemas/', '')
  return name === undefined ? schema : (document.components.schemas[name] ?? {})
}
