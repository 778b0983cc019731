import type { ByteArray } from 'viem'
import type { MailingLetter } from './mailLeaf.ts'

/** inboxId ‖ letterHash. */
const LETTER_BYTES = 64

/**
 * The letters of a mailing out of their wire form: 64 bytes each, inboxId ‖ letterHash, in the order of their indexes.
 *
 * @param chunks - Of any size, cut anywhere. All bytes at once are `[bytes]`.
 * @returns Views into the chunks, not copies: done with before the source overwrites a chunk.
 * @throws {RangeError} The last letter is not whole.
 *
 * @example
 * const { root, count } = await mailingRoot(lettersOfWire(request.body))
 */
export async function* lettersOfWire(
  chunks: Iterable<ByteArray> | AsyncIterable<ByteArray>,
): AsyncGenerator<MailingLetter, void, undefined> {
  let rest = new Uint8Array(LETTER_BYTES)
  let held = 0
  for await (const chunk of chunks) {
    let at = 0
    if (held > 0) {
      at = Math.min(LETTER_BYTES - held, chunk.length)
      rest.set(chunk.subarray(0, at), held)
      held += at
      if (held < LETTER_BYTES) continue
      yield letterAt(rest, 0)
      rest = new Uint8Array(LETTER_BYTES)
    }
    for (; at + LETTER_BYTES <= chunk.length; at += LETTER_BYTES) yield letterAt(chunk, at)
    rest.set(chunk.subarray(at))
    held = chunk.length - at
  }
  if (held > 0) {
    throw new RangeError(`Letters are of ${LETTER_BYTES} bytes each; the last has only ${held}.`)
  }
}

function letterAt(bytes: ByteArray, at: number): MailingLetter {
  const middle = at + LETTER_BYTES / 2
  return {
    inboxId: bytes.subarray(at, middle),
    letterHash: bytes.subarray(middle, at + LETTER_BYTES),
  }
}
