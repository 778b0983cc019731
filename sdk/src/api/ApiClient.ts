import type { components, operations as Documented } from '../../../generated/openapi.ts'
import type { operations } from '../../../generated/operations.ts'
import type { Caip2 } from '../../../protocol/caip2.ts'

/** Everything that the API's document names, by name: `ApiSchemas['Verdict']`. */
export type ApiSchemas = components['schemas']

/** Names of what the API can be asked. */
export type OperationId = keyof typeof operations

/** Operations that give a page of a list, to be read on by `cursor`. */
export type ListOperationId = {
  [id in OperationId]: (typeof operations)[id] extends { list: string } ? id : never
}[OperationId]

/** Bytes that go to the API as they are. */
export type Octets = Uint8Array | Blob

/** What may be said of each request beside its parameters. */
export type CallOptions = {
  /** Ends the request at once, with the signal's `reason` as the error. */
  signal?: AbortSignal | undefined
  /** Milliseconds that an attempt may take, up to the last byte of its answer; of a stream, up to its first. The client's unless told. */
  timeout?: number | undefined
  /** Most further attempts, where asking again is safe. */
  retries?: number | undefined
}

/** An operation of the API: its parameters of path, query and body in one object. */
export type ApiMethod<id extends OperationId, chain extends Caip2 | undefined = undefined> = {
  readonly operationId: id
  /**
   * @throws {ApiProblemError} The API does not do what was asked, and says why.
   * @throws {ApiUnreachableError} No answer came.
   * @throws {ApiAnswerError} What came is none of the API's.
   * @throws {ApiParameterError} A parameter is missing or cannot be sent; nothing was sent.
   */
  (...call: Call<ApiParameters<id, chain>>): Promise<ApiAnswer<id>>
}

/** A client of one API: a method for each operation, by its operation id. */
export type ApiClient<chain extends Caip2 | undefined = undefined> = {
  readonly [id in keyof typeof operations]: ApiMethod<id, chain>
} & {
  /** Of the API, without a slash at its end. */
  readonly url: string
  /** What is asked about where a call names no chain. */
  readonly chain: chain
  /** Ends all that the client has under way. */
  readonly signal: AbortSignal | undefined
}

type Call<parameters> = Nothing extends parameters
  ? [parameters?: parameters | undefined, options?: CallOptions | undefined]
  : [parameters: parameters, options?: CallOptions | undefined]

/** What an operation takes. `chain` may be left out where the client knows one. */
export type ApiParameters<
  id extends OperationId,
  chain extends Caip2 | undefined = undefined,
> = ChainOptional<
  Loose<InUrl<id, 'path'> & InUrl<id, 'query'> & JsonBody<id> & OctetsBody<id>>,
  chain
>

/** What an operation answers. */
export type ApiAnswer<id extends OperationId> = (typeof operations)[id]['answer'] extends 'json'
  ? JsonAnswer<Documented[id]['responses']>
  : (typeof operations)[id]['answer'] extends 'none'
    ? undefined
    : ReadableStream<Uint8Array>

/** Makes `chain` optional in parameters that have it, where a client knows one. */
export type ChainOptional<parameters, chain extends Caip2 | undefined> = chain extends Caip2
  ? 'chain' extends keyof parameters
    ? Loose<Omit<parameters, 'chain'> & { readonly chain?: Caip2 }>
    : parameters
  : parameters

type InUrl<id extends OperationId, place extends 'path' | 'query'> = [
  NonNullable<Documented[id]['parameters'][place]>,
] extends [never]
  ? unknown
  : Said<NonNullable<Documented[id]['parameters'][place]>>

/** In a url `true` is a word; whoever asks may say it as such. */
type Said<parameters> = {
  readonly [name in keyof parameters]:
    | parameters[name]
    | (parameters[name] extends `${infer flag extends boolean}` | undefined ? flag : never)
}

type JsonBody<id extends OperationId> = Documented[id] extends {
  requestBody: { content: { 'application/json': infer body } }
}
  ? body
  : unknown

type OctetsBody<id extends OperationId> = (typeof operations)[id] extends {
  bodyName: infer name extends string
}
  ? { readonly [key in name]: Octets }
  : unknown

type JsonAnswer<responses> = {
  [status in keyof responses & (200 | 201 | 202)]: responses[status] extends {
    content: { 'application/json': infer answer }
  }
    ? answer
    : never
}[keyof responses & (200 | 201 | 202)]

type Nothing = Record<never, never>

/** One object type, in which what may be left out may also be undefined. */
type Loose<parameters> = {
  readonly [name in keyof parameters]: Nothing extends Pick<parameters, name>
    ? parameters[name] | undefined
    : parameters[name]
}
