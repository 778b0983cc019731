/** Thrown when a line, or an event of several, is longer than any that is given. */
export class LongLineError extends Error {
  constructor(most: number, what = 'a line') {
    super(`${what} has more than ${most} characters`)
    this.name = 'LongLineError'
  }
}

/** Most characters of a line: entries and rows are some thousand. */
export const mostCharacters = 16 * 1024 * 1024

/**
 * Lines of a text that comes in pieces, without their breaks. What follows the last break is no line: it was cut off.
 *
 * @throws {LongLineError}
 */
export async function* readLines(
  chunks: AsyncIterable<string>,
  most = mostCharacters,
): AsyncGenerator<string, void, undefined> {
  /** Pieces of the line that has not ended yet. */
  let pieces: string[] = []
  let length = 0
  for await (const chunk of chunks) {
    const [first = '', ...others] = chunk.split('\n')
    pieces.push(first)
    length += first.length
    if (length > most) throw new LongLineError(most)
    const last = others.pop()
    if (last === undefined) continue
    yield pieces.join('')
    yield* others
    pieces = [last]
    length = last.length
  }
}
