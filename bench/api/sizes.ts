import type { DataSizes } from './names.ts'

/** How much the API benchmark asks about, and for how long. */
export type ApiSizes = DataSizes & {
  /** Seconds of each load. */
  seconds: number
  /** Stamps on the chain of the node that is the yardstick. */
  chainStamps: number
  /** Minutes of the long load. */
  soakMinutes: number
  /** Requests a second of it. */
  soakRate: number
  /** Blocks a second meanwhile. */
  soakBlocks: number
}

export const apiSizes = {
  full: {
    stamps: 1_000_000,
    inboxes: 100_000,
    seconds: 15,
    chainStamps: 4_000,
    soakMinutes: 10,
    soakRate: 5_000,
    soakBlocks: 50,
  },
  small: {
    stamps: 20_000,
    inboxes: 2_000,
    seconds: 2,
    chainStamps: 200,
    soakMinutes: 0.4,
    soakRate: 500,
    soakBlocks: 4,
  },
} satisfies Record<string, ApiSizes>
