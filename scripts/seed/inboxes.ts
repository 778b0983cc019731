import type { Account, Hex } from 'viem'
import { inboxRegistryDomain, linkWalletTypes } from '../../protocol/eip712/inboxRegistry.ts'
import { inboxIdOf, keyIdOf, subjectOf } from '../../protocol/ids.ts'
import type { AppKeys } from './appKeys.ts'
import { appKeyInputs } from './appKeys.ts'
import { curveKey, ed25519Key, x25519Key } from './keys.ts'
import { people } from './people.ts'
import type { Token, World } from './world.ts'
import { dollar, milli, native } from './world.ts'

const hour = 3_600
export const day = 24 * hour

const [free, postage, closed] = [0, 1, 2]
const [, allowed, denied] = [0, 1, 2]

const inboxOf = ({ account }: { account: Account }) => inboxIdOf(account.address, 0n)

/** The inboxes of the scene; each is derived from its owner's wallet and nonce 0. */
export const inboxIds = {
  ada: inboxOf(people.ada),
  bruno: inboxOf(people.bruno),
  chloe: inboxOf(people.chloe),
  dmitri: inboxOf(people.dmitri),
  esther: inboxOf(people.esther),
  farid: inboxOf(people.farid),
  grace: inboxOf(people.grace),
}

/** Everyone registers, with keys of several kinds, and says what a stranger has to pay. */
export async function openInboxes(world: World, token: Token, now: number): Promise<void> {
  const { inboxes, office } = world
  const { ada, bruno, chloe, dmitri, esther, farid, grace } = people
  const self = native

  await inboxes.write.register([0n, self, [ed25519Key(world, inboxIds.ada), x25519Key()]], ada)
  await office.write.setDoor([inboxIds.ada, free], ada)

  const lapsed = ed25519Key(world, inboxIds.bruno, now - day)
  const lost = curveKey('secp256k1')
  await inboxes.write.register([0n, self, [lapsed, lost, curveKey('p256')]], bruno)
  await inboxes.write.revokeKeys([inboxIds.bruno, [keyIdOf(lost.kind, lost.publicKey)]], bruno)
  await office.write.setTerms([inboxIds.bruno, native, 2n * milli, 30 * day, false], bruno)
  await office.write.setConsents([inboxIds.bruno, [inboxIds.grace], [allowed]], bruno)

  await inboxes.write.register([0n, self, [ed25519Key(world, inboxIds.chloe)]], chloe)
  await linkWallet(world, inboxIds.chloe, chloe, people.chloesPhone, now)
  await office.write.setTerms([inboxIds.chloe, native, milli, day, false], chloe)
  await office.write.setTerms(
    [inboxIds.chloe, token.address, (3n * dollar) / 2n, day, true],
    people.chloesPhone,
  )

  await inboxes.write.register([0n, self, [x25519Key()]], dmitri)
  await office.write.setTerms([inboxIds.dmitri, native, 5n * milli, day, false], dmitri)

  await inboxes.write.register([0n, self, []], esther)
  await office.write.setTerms([inboxIds.esther, native, milli, day, false], esther)
  await office.write.setTerms([inboxIds.esther, native, 0n, 0, false], esther)

  await inboxes.write.register([0n, people.ada.account.address, [curveKey('p256')]], farid)
  await office.write.setTerms([inboxIds.farid, token.address, dollar / 4n, 7 * day, false], farid)

  await inboxes.write.register([0n, self, [ed25519Key(world, inboxIds.grace)]], grace)
}

/** Bruno shuts Mallory out. */
export async function denyMallory({ office }: World): Promise<void> {
  const { bruno, mallory } = people
  const subject = subjectOf(mallory.account.address)
  await office.write.setConsents([inboxIds.bruno, [subject], [denied]], bruno)
}

/** Bruno wants answers to be due sooner, Dmitri wants no more letters, Chloe changes all her keys. */
export async function changeMinds(world: World, chloesKeys: AppKeys): Promise<void> {
  const { inboxes, office } = world
  const { bruno, chloe, dmitri } = people
  await office.write.setTerms([inboxIds.bruno, native, 2n * milli, hour, false], bruno)
  await office.write.setDoor([inboxIds.dmitri, closed], dmitri)
  await office.write.setDoor([inboxIds.chloe, postage], chloe)
  await inboxes.write.revokeAllKeys([inboxIds.chloe], chloe)
  const keys = appKeyInputs(world, inboxIds.chloe, chloesKeys)
  await inboxes.write.addKeys([inboxIds.chloe, keys], chloe)
}

async function linkWallet(
  { client, inboxes }: World,
  inboxId: Hex,
  recovery: typeof people.chloe,
  joining: typeof people.chloe,
  now: number,
): Promise<void> {
  const wallet = joining.account.address
  const deadline = BigInt(now)
  const signature = await client.signTypedData({
    ...joining,
    domain: inboxRegistryDomain(client.chain.id, inboxes.address),
    types: linkWalletTypes,
    primaryType: 'LinkWallet',
    message: { inboxId, wallet, nonce: await inboxes.read.nonces([wallet]), deadline },
  })
  await inboxes.write.linkWallet([inboxId, wallet, deadline, signature], recovery)
}
