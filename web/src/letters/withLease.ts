import type { Store } from '../storage/Store.ts'
import { LetterBusyError } from './letterProblems.ts'

/** Who has a letter, and until when unless it says so again: a tab that is gone says nothing. */
export type Lease = {
  holder: string
  /** Milliseconds since 1970. */
  until: number
}

const lasting = 15_000

/**
 * As a lock, where the browser has none: written down, and renewed while the work goes on.
 *
 * @throws {LetterBusyError} Somebody else has it.
 */
export async function withLease<result>(
  leases: Store<Lease>,
  name: string,
  work: () => Promise<result>,
  now: () => number = Date.now,
): Promise<result> {
  const holder = randomName()
  const mine = () => ({ holder, until: now() + lasting })
  const taken = await leases.update(name, (lease) =>
    lease && lease.holder !== holder && lease.until > now() ? undefined : mine(),
  )
  if (taken?.holder !== holder) throw new LetterBusyError()
  const renewing = setInterval(() => {
    leases
      .update(name, (lease) => (lease?.holder === holder ? mine() : undefined))
      .catch(() => undefined)
  }, lasting / 3)
  try {
    return await work()
  } finally {
    clearInterval(renewing)
    await leases
      .update(name, (lease) => (lease?.holder === holder ? { holder, until: 0 } : undefined))
      .catch(() => undefined)
  }
}

/** `crypto.randomUUID` is not there where locks are not. */
function randomName(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].join('.')
}
