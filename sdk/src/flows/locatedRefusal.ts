import type { Hash, Hex } from 'viem'
import { ChunkRefusalError } from '../errors/ChunkRefusalError.ts'
import { ContractRefusalError } from '../errors/ContractRefusalError.ts'

/** One of a list, with its place there. */
export type Placed<item> = { index: number; item: item }

/** What a refusal is about. */
export type Culprit = {
  index: number
  stampId?: Hex | undefined
  /** The refusal's values, where they count from the chunk's beginning and not the list's. */
  args?: readonly unknown[] | undefined
}

/** Which of a chunk a refusal is about, if any by itself. */
export type CulpritOf<item> = (
  refusal: ContractRefusalError,
  chunk: readonly Placed<item>[],
) => Culprit | undefined

type Where<item> = {
  culpritOf: CulpritOf<item>
  chunk: readonly Placed<item>[]
  done: number
  total: number
  hashes: readonly Hash[]
}

/** A contract's refusal of a chunk, as one that says where in the list it is; any other error as it is. */
export function locatedRefusal<item>(
  error: unknown,
  { culpritOf, chunk, done, total, hashes }: Where<item>,
): unknown {
  if (!(error instanceof ContractRefusalError)) return error
  const culprit = culpritOf(error, chunk)
  const facts = { done, total, hashes, index: culprit?.index, stampId: culprit?.stampId }
  return new ChunkRefusalError(error, culprit?.args ?? error.args, facts)
}
