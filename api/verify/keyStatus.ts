import type { z } from 'zod'
import type { keyPossession } from '../../protocol/wire/inbox.ts'

/** What a key is for an inbox. A key banned before it was ever added is revoked. */
export type KeyStatus = 'none' | 'active' | 'expired' | 'revoked'

/** What a proof of possession is worth. */
export type KeyPossession = z.infer<typeof keyPossession>

/** From one `KeyAdded` on. Times are Unix seconds. */
export type KeyPeriod = {
  fromBlock: number
  fromTime: number
  /** 0: never. */
  expiresAt: number
  /** Ended by being revoked, by name or with all others, or `again`: by the next period. */
  ended: { block: number; time: number; again: boolean } | null
  /** What the proof that came with it was worth. */
  possession: KeyPossession
}

/** When a key is asked about: as of the end of a block, or at a second. */
export type Moment =
  | { block: number; time: number }
  /** A block whose time is not known but to be at most `latest`. */
  | { block: number; time: null; latest: number }
  | { block: null; time: number }

export type KeyFacts = {
  /** Null: never added nor banned. */
  key: {
    /** False: banned before it was ever added. */
    isAdded: boolean
    epoch: number
    /** 0: never. */
    expiresAt: number
    revoked: { block: number; time: number } | null
  } | null
  /** Keys of an older epoch are revoked. */
  inboxEpoch: number
  /** Periods that had begun at the moment asked about, newest first; without a moment, all. */
  before: readonly KeyPeriod[]
  /** Periods that began later, oldest first. */
  after: readonly KeyPeriod[]
}

/** @param now - Unix seconds. */
export function keyStatusNow({ key, inboxEpoch }: KeyFacts, now: number): KeyStatus {
  if (!key) return 'none'
  if (key.revoked || key.epoch < inboxEpoch) return 'revoked'
  return isPast(key.expiresAt, now) ? 'expired' : 'active'
}

/**
 * What the key was at a moment. What happened within a block counts for the whole of it, so a key revoked in the block of a
 * stamp is revoked for that stamp.
 *
 * @returns undefined where it turns on the time of a block that is not known.
 */
export function keyStatusAt({ key, before }: KeyFacts, moment: Moment): KeyStatus | undefined {
  const [period] = before
  if (!period) return key?.revoked && isReached(key.revoked, moment) ? 'revoked' : 'none'
  if (period.ended && !period.ended.again && isReached(period.ended, moment)) return 'revoked'
  if (moment.time !== null) return isPast(period.expiresAt, moment.time) ? 'expired' : 'active'
  return isPast(period.expiresAt, moment.latest) ? undefined : 'active'
}

/** What the proof was worth that the key was last added with, by the moment asked about. */
export function keyPossessionAt({ before }: KeyFacts): KeyPossession {
  return before[0]?.possession ?? 'none'
}

/**
 * From when until when the key was good without a break: around the moment asked about; if it was not good then, the last
 * time before, or else the first time after.
 */
export function keyValidity({ before, after }: KeyFacts): {
  validFrom: number
  validUntil?: number | undefined
} | null {
  const runs: { from: number; until: number; hasBegun: boolean }[] = []
  for (const [position, { fromTime, expiresAt, ended }] of [
    ...before.toReversed(),
    ...after,
  ].entries()) {
    const until = Math.min(expiresAt || Infinity, ended?.time ?? Infinity)
    if (until <= fromTime) continue
    const last = runs.at(-1)
    if (last && last.until >= fromTime) last.until = until
    else runs.push({ from: fromTime, until, hasBegun: position < before.length })
  }
  const run = runs.findLast(({ hasBegun }) => hasBegun) ?? runs[0]
  if (!run) return null
  return { validFrom: run.from, validUntil: run.until === Infinity ? undefined : run.until }
}

function isReached(event: { block: number; time: number }, moment: Moment): boolean {
  return moment.block === null ? event.time <= moment.time : event.block <= moment.block
}

/** Whether an expiry, 0 for never, has come. */
function isPast(expiresAt: number, time: number): boolean {
  return expiresAt !== 0 && time >= expiresAt
}
