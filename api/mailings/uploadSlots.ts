import { ApiError } from '../problem.ts'

export type UploadSlotLimits = {
  /** Uploads that one process takes at once: hashing is work, and verdicts come first. */
  most: number
  /** Milliseconds that an upload is left alone. */
  grace: number
  /** Bytes a second, since it began: an upload that is slower gives way when another waits. */
  pace: number
}

export const defaultUploadSlotLimits: UploadSlotLimits = {
  most: 2,
  grace: 10_000,
  pace: 256 * 1024,
}

/** An upload that has a slot. */
export type UploadSlot = {
  /** Aborted when the upload has to give way. */
  signal: AbortSignal
  /** Told of bytes that have come. */
  count(bytes: number): void
  free(): void
}

type Holder = { client: string; since: number; received: number; stopping: AbortController }

/**
 * The uploads that a process takes at once, one of a client address. When all slots are taken the slowest gives way, if it is slow.
 *
 * @returns Takes a slot. Throws {ApiError} `upload_in_progress`.
 */
export function createUploadSlots(limits: UploadSlotLimits): (client: string) => UploadSlot {
  const holders = new Set<Holder>()

  return (client) => {
    if ([...holders].some((other) => other.client === client)) {
      throw new ApiError('upload_in_progress', { because: 'one from your address' })
    }
    if (holders.size >= limits.most) makeRoom()
    const holder = {
      ...{ client, since: performance.now(), received: 0 },
      stopping: new AbortController(),
    }
    holders.add(holder)
    return {
      signal: holder.stopping.signal,
      count(bytes) {
        holder.received += bytes
      },
      free() {
        holders.delete(holder)
      },
    }
  }

  function makeRoom(): void {
    const now = performance.now()
    const [slowest] = [...holders]
      .filter(({ since }) => now - since >= limits.grace)
      .map((holder) => ({ holder, pace: (holder.received * 1_000) / (now - holder.since) }))
      .sort((a, b) => a.pace - b.pace)
    if (!slowest || slowest.pace >= limits.pace) {
      throw new ApiError('upload_in_progress', { because: `${limits.most} are all at once` })
    }
    holders.delete(slowest.holder)
    slowest.holder.stopping.abort()
  }
}
