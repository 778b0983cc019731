import { createClock } from './createClock.ts'

/** The site's one clock: every time on the page ticks by it (as on a local chain, whose blocks may be ahead). */
export const sharedClock = createClock()
