import { readFeedSpans } from '../queries/feedCursor.ts'
import type { FeedFilter } from '../queries/feedEntries.ts'
import { passes, readFeed } from '../queries/feedEntries.ts'
import type { Chain } from '../services.ts'
import type { Store } from '../store.ts'

/** The newest part of the feed, read once for all streams of the process. */
export type Recent = {
  /**
   * Reads what is new; one at a time.
   *
   * @returns Whether there may be more at once.
   * @throws {ApiError} `database_unavailable`.
   */
  poll(): Promise<boolean>
  /** Forgets all, and begins at the newest entry with the next poll. */
  forget(): void
  /** From where on the feed of a chain can be read; undefined: it has not begun. */
  readableFrom(chainId: number): number | undefined
  /**
   * What follows a position, as text for a stream, as far as it is at hand and not too much for one write.
   *
   * @returns Undefined: it has to be read from the database.
   */
  after(position: number, filter: FeedFilter): { text: string; position: number } | undefined
}

type Held = { seq: number; chainId: number; entry: Parameters<typeof passes>[0]; text: string }

/** Entries held, and characters of them; characters of one write; entries of one read. */
const mostHeld = 2_000
const mostCharacters = 8 << 20
const mostWritten = 256 << 10
const pageSize = 500

export function createRecent(parameters: {
  store: Store
  chains: ReadonlyMap<string, Chain>
}): Recent {
  const { store, chains } = parameters
  let held: Held[] = []
  let characters = 0
  let begin: number | undefined
  let position = 0
  let spans: ReadonlyMap<number, number> = new Map()

  return {
    async poll() {
      if (begin === undefined) {
        const { readableFrom, newestSeq } = await readFeedSpans(store.query)
        spans = readableFrom
        begin = newestSeq
        position = newestSeq
      }
      const page = await readFeed(store.query, position, pageSize)
      for (const entry of page.entries) {
        const chainId = chains.get(entry.chain)?.id ?? -1
        const text = toText(entry)
        held.push({ seq: Number(entry.id), chainId, entry, text })
        characters += text.length
      }
      // Read afterwards: whoever is told an entry is told before that the feed has begun anew in between.
      const { readableFrom } = await readFeedSpans(store.query)
      spans = readableFrom
      position = page.position
      trim()
      return page.isFull
    },
    forget() {
      held = []
      characters = 0
      begin = undefined
    },
    readableFrom: (chainId) => spans.get(chainId),
    after(from, filter) {
      if (begin === undefined || from < begin) return undefined
      let text = ''
      let first = held.findLastIndex(({ seq }) => seq <= from) + 1
      for (; first < held.length; first++) {
        const { entry, chainId, text: written, seq } = held[first] as Held
        if (!passes(entry, chainId, filter)) continue
        if (text.length > 0 && text.length + written.length > mostWritten) {
          return { text, position: held[first - 1]?.seq ?? from }
        }
        text += written
        if (text.length > mostWritten) return { text, position: seq }
      }
      return { text, position: Math.max(position, from) }
    },
  }

  function trim(): void {
    let dropped = 0
    while (held.length - dropped > mostHeld || characters > mostCharacters) {
      characters -= held[dropped]?.text.length ?? 0
      begin = held[dropped]?.seq
      dropped++
    }
    held.splice(0, dropped)
  }
}

/** An entry as an event of a stream. It has no line breaks, as JSON has none. */
export function toText(entry: { id: string }): string {
  return `id: ${entry.id}\ndata: ${JSON.stringify(entry)}\n\n`
}
