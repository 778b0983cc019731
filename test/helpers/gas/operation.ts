import type { World } from '../postOfficeWorld.ts'
import type { Least } from './floorOf.ts'

/** Gas of one transaction. */
export type Measured = {
  /** All of it, after refunds. */
  gas: number
  /** What its calldata alone costs. */
  calldata: number
}

/** One measured transaction. */
export type Operation = {
  /** Name in the snapshot. Never reused for another thing. */
  name: string
  /** How many stamps, letters or keys it carries; figures are shown for each. 1 for everything else. */
  count: number
  /** What no way of doing it could do without. */
  least?: Least | undefined
  /** Gas for each that we set out to need at most. */
  reach?: number | undefined
  /** That it needs more than that, and why, is said in docs/decisions/0007-gas.md. */
  isMissed?: true | undefined
  /** What the nearest others need for the same. */
  others?: string | undefined
  /** Prepares, then sends and measures one transaction. */
  measure: (world: World) => Promise<Measured>
}

/** Sizes that batches are measured with. */
export const BATCHES = [1, 10, 50, 100]
