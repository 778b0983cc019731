import type { KeyPair } from '@pennypost/sdk'

/** The keys of one installation: one signs, for the other letters are sealed. */
export type NewInboxKeys = { signing: KeyPair; sealing: KeyPair }

/** Makes both keys of an installation. Nothing is kept or sent: hand them to `useInboxKeys().add` and to the chain. */
export async function newInboxKeys(): Promise<NewInboxKeys> {
  const { makeKeys } = await import('./makeKeys.ts')
  return await makeKeys()
}
