import { createWorld } from '../postOfficeWorld.ts'
import type { Measured } from './operation.ts'
import { operations } from './operations.ts'

/** Gas of each operation's transaction by the operation's name, in the order of {@link operations}. */
export type GasSnapshot = Record<string, Measured>

/**
 * Measures every operation on a chain in this process, each from the same state.
 *
 * Uses the artifacts as last built; it does not compile.
 */
export async function measureGas(): Promise<GasSnapshot> {
  const world = await createWorld()
  const snapshot: GasSnapshot = {}
  try {
    for (const operation of operations) {
      snapshot[operation.name] = await world.undone(() => operation.measure(world))
    }
  } finally {
    await world.close()
  }
  return snapshot
}
