import type { Hex } from 'viem'
import { createKey } from '../../sdk/src/keys/createKey.ts'
import type { KeyInput } from '../../sdk/src/keys/keyInput.ts'
import { keyInputOf } from '../../sdk/src/keys/keyInputOf.ts'
import type { KeyPair } from '../../sdk/src/keys/keyPair.ts'
import type { World } from './world.ts'

/** The keys of an app that reads and writes letters, with their secrets. */
export type AppKeys = {
  /** Signs for the inbox. */
  signing: KeyPair
  /** Letters are sealed to it. */
  letters: KeyPair
}

/** Makes the keys of an app, such as anyone would. */
export async function createAppKeys(): Promise<AppKeys> {
  return { signing: await createKey('ed25519'), letters: await createKey('xWing') }
}

/** The keys as `InboxRegistry` takes them: the first speaks for itself and for the other. */
export function appKeyInputs(
  { client, inboxes, relays, office }: World,
  inboxId: Hex,
  { signing, letters }: AppKeys,
): KeyInput[] {
  const contracts = {
    InboxRegistry: inboxes.address,
    RelayRegistry: relays.address,
    PostOffice: office.address,
  }
  const place = { chainId: client.chain.id, contracts, inboxId }
  return [
    keyInputOf({ ...place, key: signing }),
    keyInputOf({ ...place, key: letters, voucher: signing }),
  ]
}
