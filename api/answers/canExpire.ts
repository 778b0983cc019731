/**
 * Whether anyone may call `expire` for a stamp.
 *
 * @param now - Unix seconds, as `secondsNow` gives them.
 */
export function canExpire(stamp: { status: string; expiresAt: number }, now: number): boolean {
  const isPending = stamp.status === 'open' || stamp.status === 'admitted'
  return isPending && now >= stamp.expiresAt
}
