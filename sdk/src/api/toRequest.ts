import { ApiParameterError } from '../errors/ApiParameterError.ts'
import type { Octets, OperationId } from './ApiClient.ts'
import { operationOf } from './operationOf.ts'

/** A request as it goes out. */
export type ApiRequest = {
  id: OperationId
  method: string
  url: string
  /** Method and url without parameters, for messages. */
  asked: string
  body?: string | Octets | undefined
  /** Media type of the body. */
  contentType?: string | undefined
}

type Parameters = Readonly<Record<string, unknown>>

/**
 * Puts parameters where an operation has them. What the operation does not know goes along all the same, so that the API refuses it: a
 * misspelt condition must not be taken for none.
 *
 * @param base - Url of the API, without a slash at its end.
 * @param parameters - Of path, query and body in one; undefined counts as left out.
 * @throws {ApiParameterError}
 */
export function toRequest(base: string, id: OperationId, parameters: Parameters): ApiRequest {
  const { method, path, pathNames, queryNames, body, bodyName } = operationOf(id)
  const asked = `${method} ${base}${path}`
  const filled = pathNames.reduce(
    (rest, name) => rest.replace(`{${name}}`, () => segmentOf(name, parameters[name])),
    path,
  )
  const given = Object.entries(parameters).filter(
    ([name, value]) => value !== undefined && !pathNames.includes(name),
  )
  const inBody = (name: string) =>
    body === 'json' ? !queryNames.includes(name) : body === 'octets' && name === bodyName
  const query = queryOf(given.filter(([name]) => !inBody(name)))
  const url = `${base}${filled}${query && `?${query}`}`
  if (body === 'json') {
    const text = jsonOf(Object.fromEntries(given.filter(([name]) => inBody(name))))
    return { id, method, url, asked, body: text, contentType: 'application/json' }
  }
  if (body === 'none') return { id, method, url, asked }
  const octets = octetsOf(bodyName ?? '', parameters)
  return { id, method, url, asked, body: octets, contentType: 'application/octet-stream' }
}

/** A segment of a path. Dots alone would name another path. */
function segmentOf(name: string, value: unknown): string {
  if (value === undefined || value === null) throw new ApiParameterError(name, 'is missing')
  const text = textOf(name, value)
  if (/^\.{0,2}$/.test(text)) throw new ApiParameterError(name, `cannot be \`${text}\``)
  return encoded(name, text)
}

function queryOf(given: readonly (readonly [name: string, value: unknown])[]): string {
  const each = given.flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => [name, textOf(name, one)] as const),
  )
  return each.map(([name, text]) => `${encoded(name, name)}=${encoded(name, text)}`).join('&')
}

function textOf(name: string, value: unknown): string {
  if (['string', 'number', 'bigint', 'boolean'].includes(typeof value)) return String(value)
  throw new ApiParameterError(name, 'must be a text, a number or true')
}

function encoded(name: string, text: string): string {
  const shown = unlessThrown(() => encodeURIComponent(text))
  if (shown === undefined) throw new ApiParameterError(name, 'has half of a character')
  return shown
}

function jsonOf(body: Parameters): string {
  const text = unlessThrown(() => JSON.stringify(body))
  if (text !== undefined) return text
  const isJson = (value: unknown) => unlessThrown(() => String(JSON.stringify(value))) !== undefined
  const [name = 'body'] = Object.entries(body).find(([, value]) => !isJson(value)) ?? []
  throw new ApiParameterError(name, 'cannot be sent as JSON; amounts are decimal strings')
}

function unlessThrown(make: () => string): string | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}

function octetsOf(name: string, parameters: Parameters): Octets {
  const octets = parameters[name]
  if (octets instanceof Uint8Array || octets instanceof Blob) return octets
  throw new ApiParameterError(name, 'must be bytes: a Uint8Array or a Blob')
}
