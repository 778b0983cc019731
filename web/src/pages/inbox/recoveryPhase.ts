import type { ApiSchemas } from '@pennypost/sdk'

/** How far a handing over of the recovery is. */
export type RecoveryPhase = 'waiting' | 'acceptable' | 'over'

/**
 * How far a handing over is at a moment: it can be accepted from `acceptableFrom` on, and from `acceptableUntil` on no more.
 *
 * @param now - Unix seconds.
 */
export function recoveryPhase(
  {
    acceptableFrom,
    acceptableUntil,
  }: Pick<ApiSchemas['InboxRecoveryTransfer'], 'acceptableFrom' | 'acceptableUntil'>,
  now: number,
): RecoveryPhase {
  if (now < acceptableFrom) return 'waiting'
  return now < acceptableUntil ? 'acceptable' : 'over'
}
