/** A part of a CSV that has whole lines only. */
export type CsvPart = {
  text: string
  /** Lines of the file before it. */
  before: number
}

/** Signs of a part, or more where a line is longer. */
const usualSize = 32_768

/**
 * A CSV in parts, so that a long one need not be read at a stretch. They end at line breaks that are in no quotes: those with an even
 * number of quotes before them.
 *
 * @param text - With line breaks as `\n`.
 */
export function* csvParts(text: string, size = usualSize): Generator<CsvPart> {
  let [start, before, lines] = [0, 0, 0]
  let isQuoted = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (sign === quote) isQuoted = !isQuoted
    if (sign !== lineBreak) continue
    lines += 1
    if (isQuoted || at - start < size) continue
    yield { text: text.slice(start, at + 1), before }
    start = at + 1
    before = lines
  }
  if (start < text.length || start === 0) yield { text: text.slice(start), before }
}

const quote = 0x22
const lineBreak = 0x0a
