import { createKey } from '@pennypost/sdk'
import type { NewInboxKeys } from './newInboxKeys.ts'

/** As `newInboxKeys`, in a chunk of its own. */
export async function makeKeys(): Promise<NewInboxKeys> {
  const [signing, sealing] = await Promise.all([createKey('ed25519'), createKey('xWing')])
  return { signing, sealing }
}
