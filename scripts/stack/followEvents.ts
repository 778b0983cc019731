import { poll } from './poll.ts'
import { StackError } from './StackError.ts'

/** An entry of the feed, as far as a person looks at it. */
export type FeedEntry = {
  id: string
  type: string
  retractedType?: string | undefined
  block: { number: string }
  data: { stampId?: string | undefined }
}

export type EventFollower = {
  /** Waits for an entry. @throws {StackError} It does not come within `within` ms. */
  until(isIt: (entry: FeedEntry) => boolean, what: string, within: number): Promise<FeedEntry>
  stop(): void
}

/**
 * Reads `GET /v1/events` of a chain from now on.
 *
 * @param tell - Told each entry.
 * @throws {StackError} The API does not stream.
 */
export async function followEvents(
  apiUrl: string,
  chain: string,
  tell: (entry: FeedEntry) => void,
): Promise<EventFollower> {
  const controller = new AbortController()
  const { signal } = controller
  const response = await fetch(`${apiUrl}/v1/events?chain=${chain}`, { signal })
  if (!response.ok || !response.body) {
    throw new StackError(`${response.status} from ${apiUrl}/v1/events: ${await response.text()}`)
  }
  const entries: FeedEntry[] = []
  void read(response.body).catch(() => {})
  return {
    until: (isIt, what, within) => poll(() => entries.find(isIt), { for: what, within }),
    stop: () => controller.abort(),
  }

  async function read(body: ReadableStream<Uint8Array>): Promise<void> {
    let rest = ''
    for await (const text of body.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + text).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) take(block)
    }
  }

  /** One server-sent event. Those without an id of their own say how the stream fares. */
  function take(block: string): void {
    const data = /^data: (.*)$/m.exec(block)?.[1]
    if (data === undefined || /^event: status$/m.test(block)) return
    const entry = JSON.parse(data) as FeedEntry
    entries.push(entry)
    tell(entry)
  }
}
