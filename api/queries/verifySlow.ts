import type { VerifyItem } from '../../protocol/wire/verify.ts'

/** For how long it is remembered that a letter was slow, in milliseconds, and how many at most: about a megabyte. */
const memory = 60_000
const mostRemembered = 4_096

/** Milliseconds that a statement may take before its letters are suspected, and that each of them adds. */
const slowFrom = 50
const slowPerItem = 0.5

/** In how many parts those of a slow statement are run next time: few rounds of two seconds find one among a thousand. */
const parts = 8

type Suspicion = {
  /** With how many it may share a statement, itself included. */
  share: number
  /** Whether it was slow alone. */
  isGuilty: boolean
}

type Known = Suspicion & { until: number }

/** Which letters were in a statement that took long. */
export type SlowLetters = {
  /** @returns Undefined: it is not suspected. */
  find(item: VerifyItem): Suspicion | undefined
  /** @param elapsed - Milliseconds that the statement about these took. */
  note(items: readonly VerifyItem[], elapsed: number): void
  /** These shared a statement that took too long. */
  suspect(items: readonly VerifyItem[]): void
}

/**
 * Each time that a letter was in a slow statement, it may share the next with an eighth as many, until the one at fault is alone; a
 * statement that is fast clears all that shared it.
 */
export function createSlowLetters(): SlowLetters {
  const suspicions = new Map<string, Known>()

  function suspect(items: readonly VerifyItem[]): void {
    const share = Math.max(1, Math.floor(items.length / parts))
    const isGuilty = items.length === 1
    const until = performance.now() + memory
    for (const item of items) {
      const key = keyOf(item)
      // Anew at the end: the oldest go first.
      suspicions.delete(key)
      suspicions.set(key, { share, isGuilty, until })
    }
    for (const key of suspicions.keys()) {
      if (suspicions.size <= mostRemembered) break
      suspicions.delete(key)
    }
  }

  return {
    find(item) {
      const suspicion = suspicions.get(keyOf(item))
      return suspicion && suspicion.until > performance.now() ? suspicion : undefined
    },
    note(items, elapsed) {
      if (elapsed > slowFrom + items.length * slowPerItem) suspect(items)
      else for (const item of items) suspicions.delete(keyOf(item))
    },
    suspect,
  }
}

/** What the stamps of a letter are sought by (`start` in `verifyStarts.ts`): letters that begin alike are slow alike. */
function keyOf({ inboxId, letterHash }: VerifyItem): string {
  return inboxId.slice(0, 18) + letterHash.slice(0, 18)
}
