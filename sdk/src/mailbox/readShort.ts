import { readText } from '../api/readText.ts'

/** Bytes of the longest answer of a relay that is no letter. */
const mostBytes = 65_536

/** The text of an answer; undefined: it is longer than any of a relay's but letters, and was let go of. */
export function readShort(response: Response): Promise<string | undefined> {
  return readText(response, mostBytes)
}
