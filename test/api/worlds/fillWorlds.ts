import * as schema from '../../../indexer/ponder.schema.ts'
import type { ModelWorld } from '../verifyModel.ts'
import type { Scene } from '../verifyScene.ts'

/** Puts worlds into the empty tables of a scene. */
export async function fillWorlds(scene: Scene, worlds: readonly ModelWorld[]): Promise<void> {
  await scene.reset()
  const { tables } = scene.chain
  await tables.insert(schema.inbox, ...worlds.flatMap((world) => world.inboxes))
  await tables.insert(schema.wallet, ...worlds.flatMap((world) => world.wallets))
  await tables.insert(schema.consent, ...worlds.flatMap((world) => world.consents))
  await tables.insert(schema.terms, ...worlds.flatMap((world) => world.terms))
  await tables.insert(schema.relay, ...worlds.flatMap((world) => world.relays))
  await tables.insert(schema.carriage, ...worlds.flatMap((world) => world.carriages))
  await tables.insert(schema.stamp, ...worlds.flatMap((world) => world.stamps))
  await tables.insert(schema.mailing, ...worlds.flatMap((world) => world.mailings))
  await tables.insert(schema.mail, ...worlds.flatMap((world) => world.mails))
  await tables.insert(schema.termsChange, ...worlds.flatMap((world) => world.termsChanges))
  await tables.insert(schema.doorChange, ...worlds.flatMap((world) => world.doorChanges))
  await tables.insert(schema.key, ...worlds.flatMap((world) => world.keys))
}
