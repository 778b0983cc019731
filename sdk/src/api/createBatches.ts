import { ApiParameterError } from '../errors/ApiParameterError.ts'

/** Gathers what is asked in the same moment and asks for it together. */
export type Batches<Item, Answer> = {
  /**
   * @param group - What belongs together: batches never have items of two groups.
   * @param signal - Ends the asking for this item alone; the batch goes on unless nobody waits for it any more.
   */
  ask(group: string, item: Item, signal: AbortSignal | undefined): Promise<Answer>
}

export type CreateBatchesParameters<Item, Answer> = {
  maxBatch: number
  /** Of a batch's items as JSON, with the commas between them. */
  maxBytes: number
  waitMs: number
  maxInFlight: number
  /** Asks for items of a group; gives for each, in order, its answer or its error. */
  send(group: string, items: Item[], signal: AbortSignal): Promise<(Answer | Error)[]>
}

type Waiting<Item, Answer> = {
  item: Item
  bytes: number
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
  /** Whether its signal has aborted. */
  isGone: boolean
  /** Called when its signal aborts while it is under way. */
  onGone?: () => void
}

const encoder = new TextEncoder()

/** Of an item as JSON with the comma behind it; infinite, if it cannot be written so. */
function bytesOf(item: unknown): number {
  try {
    return encoder.encode(JSON.stringify(item)).length + 1
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

export function createBatches<Item, Answer>({
  maxBatch,
  maxBytes,
  waitMs,
  maxInFlight,
  send,
}: CreateBatchesParameters<Item, Answer>): Batches<Item, Answer> {
  type Entry = Waiting<Item, Answer>
  /** By group; the group that was served last comes last. */
  const queues = new Map<string, Set<Entry>>()
  let inFlight = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  return {
    ask(group, item, signal) {
      if (signal?.aborted) return Promise.reject(signal.reason)
      const bytes = bytesOf(item)
      if (bytes > maxBytes) {
        const because = `has more than ${maxBytes} bytes, or cannot be written as JSON`
        return Promise.reject(new ApiParameterError('item', because))
      }
      return new Promise<Answer>((resolve, reject) => {
        const entry: Entry = { item, bytes, resolve, reject, isGone: false }
        const queue = queues.get(group) ?? new Set()
        queues.set(group, queue.add(entry))
        if (signal) follow(signal, entry, queue)
        if (queue.size >= maxBatch) flush()
        else timer ??= setTimeout(flush, waitMs)
      })
    },
  }

  function follow(signal: AbortSignal, entry: Entry, queue: Set<Entry>): void {
    const { resolve, reject } = entry
    const leave = () => {
      entry.isGone = true
      queue.delete(entry)
      entry.onGone?.()
      reject(signal.reason)
    }
    signal.addEventListener('abort', leave, { once: true })
    // A signal may live for as long as the process.
    const unfollow = () => signal.removeEventListener('abort', leave)
    entry.resolve = (answer) => {
      unfollow()
      resolve(answer)
    }
    entry.reject = (error) => {
      unfollow()
      reject(error)
    }
  }

  /** Sends what waits, as far as there may be more batches under way. */
  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    for (const [group, queue] of [...queues]) {
      if (inFlight >= maxInFlight) return
      queues.delete(group)
      const batch = take(queue)
      if (queue.size > 0) queues.set(group, queue)
      if (batch.length > 0) void run(group, batch)
    }
    if (queues.size > 0 && inFlight < maxInFlight) flush()
  }

  function take(queue: Set<Entry>): Entry[] {
    const batch: Entry[] = []
    let bytes = 0
    for (const entry of queue) {
      bytes += entry.bytes
      if (batch.length === maxBatch || bytes > maxBytes) break
      queue.delete(entry)
      batch.push(entry)
    }
    return batch
  }

  async function run(group: string, batch: readonly Entry[]): Promise<void> {
    const abort = new AbortController()
    for (const entry of batch) {
      entry.onGone = () => {
        if (batch.every(({ isGone }) => isGone)) abort.abort()
      }
    }
    inFlight++
    try {
      const items = batch.map(({ item }) => item)
      const answers = await send(group, items, abort.signal)
      for (const [index, { resolve, reject }] of batch.entries()) {
        const answer = answers[index]
        if (answer === undefined || answer instanceof Error) reject(answer)
        else resolve(answer)
      }
    } catch (error) {
      for (const { reject } of batch) reject(error)
    } finally {
      inFlight--
      // What has just come waits for its moment all the same.
      if (timer === undefined) flush()
    }
  }
}
