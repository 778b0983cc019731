import type { TrustedProxies } from './trustedProxies.ts'
import { noProxies } from './trustedProxies.ts'

/** How requests are counted. Names and defaults: .env.example. */
export type LimitSettings = {
  /** Points that an address without a key has in a minute. */
  pointsPerMinute: number
  /** Points that a key has in a minute, unless it has been given a number of its own. */
  keyPointsPerMinute: number
  isTrustedProxy: TrustedProxies
}

/** On a developer's machine and in tests nobody has to be kept off, but the headers are there to be seen. */
export const developmentPoints = 60_000_000

/** Where nothing is said: as good as no limit. */
export const developmentLimits: LimitSettings = {
  pointsPerMinute: developmentPoints,
  keyPointsPerMinute: developmentPoints,
  isTrustedProxy: noProxies,
}
