import type { Caip2 } from '../../../protocol/caip2.ts'
import { ApiParameterError } from '../errors/ApiParameterError.ts'
import { ApiSnapshotError } from '../errors/ApiSnapshotError.ts'
import type { ApiClient, ApiSchemas, ChainOptional } from './ApiClient.ts'
import { linkSignals } from './linkSignals.ts'
import { parsedFields } from './parsedFields.ts'
import { readChunks } from './readChunks.ts'
import { LongLineError, readLines } from './readLines.ts'

/** A line of a snapshot that is whole. */
export type SnapshotLine =
  | ApiSchemas['SnapshotBegin']
  | ApiSchemas['SnapshotRow']
  | ApiSchemas['SnapshotEnd']

export type ReadSnapshotParameters<chain extends Caip2 | undefined = undefined> = ChainOptional<
  { readonly chain: Caip2 },
  chain
> & {
  /** Ends the reading at once, with the signal's `reason` as the error. */
  signal?: AbortSignal | undefined
  /** Milliseconds without a byte until the connection counts as gone; 60,000 unless told. */
  silenceMs?: number | undefined
}

/**
 * Everything that a replica of a chain begins with, line by line as it comes: first the one of the type `snapshot`, with the position
 * from which the feed goes on, then the rows, last the one of the type `end`. Only when the iteration has ended without an error is
 * the snapshot whole; throw away what was read of any other.
 *
 * @throws {ApiSnapshotError} It broke off, or the API could not end it.
 * @throws {ApiProblemError} It was refused, such as `too_many_streams` or `index_stale`.
 * @throws {ApiUnreachableError} No answer came.
 *
 * @example
 * for await (const line of readSnapshot(api, { chain: 'eip155:31337' })) {
 *   if ('table' in line) put(line.table, line.row)
 *   else if (line.type === 'snapshot') from = line.position
 * }
 * for await (const entry of watchEvents(api, { chain: 'eip155:31337', from })) apply(entry)
 */
export async function* readSnapshot<chain extends Caip2 | undefined>(
  api: ApiClient<chain>,
  parameters: ReadSnapshotParameters<chain>,
): AsyncGenerator<SnapshotLine, void, undefined> {
  const { silenceMs = 60_000, ...given } = parameters
  const { chain = api.chain } = given as { chain?: Caip2 }
  if (chain === undefined) throw new ApiParameterError('chain', 'is missing')
  const { signal, unlink } = linkSignals(parameters.signal, api.signal)
  try {
    const getSnapshot = api.getSnapshot as ApiClient['getSnapshot']
    const stream = await getSnapshot({ chain }, { signal })
    const texts = readLines(readChunks(stream, { signal, silenceMs }))
    yield* linesOf(untilBroken(texts, signal), chain)
  } finally {
    unlink()
  }
}

async function* linesOf(
  texts: AsyncIterable<string>,
  chain: Caip2,
): AsyncGenerator<SnapshotLine, void, undefined> {
  let hasBegun = false
  let rows = 0
  for await (const text of texts) {
    const line = toLine(text)
    if ('table' in line) rows++
    else if (line.type === 'end' && line.rows !== rows) {
      throw new ApiSnapshotError(`it has ${rows} rows, and says ${line.rows}`)
    }
    const isBegin = !('table' in line) && line.type === 'snapshot'
    if (isBegin === hasBegun)
      throw new ApiSnapshotError('its first line is not where it ought to be')
    if (isBegin && line.asOf?.chain !== chain) throw new ApiSnapshotError('it is of another chain')
    hasBegun = true
    yield line
    if (!('table' in line) && line.type === 'end') return
  }
  throw new ApiSnapshotError('it ended without its last line')
}

function toLine(text: string): SnapshotLine {
  const fields = parsedFields(text)
  const { type, code, detail } = fields ?? {}
  if (type === 'aborted') {
    const because = `the API gave it up: ${String(detail ?? code)}`
    throw new ApiSnapshotError(because, { code: typeof code === 'string' ? code : undefined })
  }
  const isRow = typeof fields?.table === 'string' && typeof fields.row === 'object'
  if (isRow || type === 'snapshot' || type === 'end') return fields as unknown as SnapshotLine
  throw new ApiSnapshotError('a line is none that this version knows')
}

/** Says of whatever ends the connection what that means for the snapshot. */
async function* untilBroken(
  texts: AsyncIterable<string>,
  signal: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  try {
    for await (const text of texts) {
      if (signal.aborted) break
      yield text
    }
  } catch (cause) {
    if (signal.aborted) throw signal.reason
    const because = cause instanceof LongLineError ? cause.message : 'the connection broke'
    throw new ApiSnapshotError(because, { cause })
  }
  signal.throwIfAborted()
}
