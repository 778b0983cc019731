import type { Rig } from './rig.ts'

/** What the tests look at in an entry of the feed. */
export type FeedEntry = {
  id: string
  type: string
  retracts?: string
  block: { number: string; hash: string }
  logIndex: number
  stampId?: string
}

/**
 * Entries of the feed after one, until nothing came for a while or `enough` has all that it waits for.
 *
 * @param after - Id of the entry that the reader has.
 * @param idle - Milliseconds without an entry after which there are no more.
 */
export async function readFeed(rig: Rig, after: string, idle = 2_000): Promise<FeedEntry[]> {
  const { url } = rig.api()
  const control = new AbortController()
  const response = await fetch(`${url}/v1/events?chain=eip155:${rig.chainId}`, {
    headers: { 'last-event-id': after },
    signal: control.signal,
  })
  if (!response.ok || !response.body) throw new Error(`Status ${response.status}`)
  const entries: FeedEntry[] = []
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = response.body.getReader()
  let text = ''
  for (;;) {
    const timer = setTimeout(() => control.abort(), idle)
    const chunk = await reader.read().catch(() => undefined)
    clearTimeout(timer)
    if (!chunk || chunk.done) return entries
    text += decoder.decode(chunk.value, { stream: true })
    const events = text.split('\n\n')
    text = events.pop() ?? ''
    entries.push(...events.flatMap(toEntry))
  }
}

/** None of a comment, or of an event that is no entry. */
function toEntry(event: string): FeedEntry[] {
  const lines = event.split('\n')
  const field = (name: string) =>
    lines
      .find((line) => line.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim()
  const [id, data] = [field('id'), field('data')]
  if (id === undefined || data === undefined) return []
  return [{ ...(JSON.parse(data) as FeedEntry), id }]
}
