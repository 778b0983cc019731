import type { Address, Hex } from 'viem'
import { keccak256, stringToBytes } from 'viem'
import type { Stamp } from '../../protocol/eip712/postOffice.ts'
import { stampIdOf } from '../../protocol/ids.ts'
import { day, inboxIds } from './inboxes.ts'
import { people } from './people.ts'
import { swiftAsks } from './relays.ts'
import type { Token, World } from './world.ts'
import { dollar, milli, native } from './world.ts'

/** A stamp on the chain. */
export type Letter = { stamp: Stamp; stampId: Hex }

type Postage = Omit<Stamp, 'sender' | 'letterHash'>

const swift = people.swift.account.address

/** The hash of a letter; where real ones are sealed bytes, these are just words. */
export const letterHash = (text: string): Hex => keccak256(stringToBytes(text))

/** What a stamp for Bruno takes, in the native token. */
const forBruno: Omit<Postage, 'expiresAt'> = {
  relay: swift,
  token: native,
  inboxId: inboxIds.bruno,
  carriage: swiftAsks.native,
  stake: 2n * milli,
}

/** What a stamp for Chloe takes, in dollars. */
const forChloe = (token: Address): Omit<Postage, 'expiresAt'> => ({
  relay: swift,
  token,
  inboxId: inboxIds.chloe,
  carriage: swiftAsks.dollars,
  stake: (3n * dollar) / 2n,
})

/** Those who will post pay into the ledger; Heidi's dollars stay hers until a stamp takes them. */
export async function payIn({ office }: World, token: Token): Promise<void> {
  const { clerk, heidi, mallory } = people
  await token.write.mint([heidi.account.address, 100n * dollar], clerk)
  await token.write.approve([office.address, 100n * dollar], heidi)
  for (const payer of [heidi, mallory]) {
    const value = 50n * milli
    await office.write.deposit([native, payer.account.address, value], { ...payer, value })
  }
}

/** Stamps of four to five days ago: what became of them is known by now. */
export async function earlyLetters(world: World, token: Token, now: number) {
  const { heidi, mallory, chloe, bruno } = people
  const expiring = await post(world, heidi, 'Shall we meet in December?', {
    ...forBruno,
    // When Bruno still asked for 30 days: by now less than nine tenths of them are left.
    expiresAt: now + 26 * day,
  })
  const unanswered = { ...forChloe(token.address), expiresAt: now - 2 * day }
  const expired = await post(world, heidi, 'Have you seen my offer?', unanswered)
  const overdue = await post(world, heidi, 'And my other offer?', unanswered)
  const toDmitri = await post(world, heidi, 'Before you close', {
    ...forBruno,
    inboxId: inboxIds.dmitri,
    stake: 5n * milli,
    expiresAt: now + 50 * day,
  })
  const fromMallory = await post(world, mallory, 'You have won', {
    ...forBruno,
    expiresAt: now + 50 * day,
  })
  const collected = await post(world, heidi, 'Buy my course', {
    ...forChloe(token.address),
    expiresAt: now + 50 * day,
  })
  const returned = await post(world, heidi, 'We met in Lisbon', {
    ...forBruno,
    expiresAt: now + 50 * day,
  })
  await world.office.write.admit([[collected.stamp, returned.stamp]], people.swift)
  await world.office.write.collect([[collected.stamp]], chloe)
  await world.office.write.returnToSender([[returned.stamp]], bruno)
  return { expiring, expired, overdue, toDmitri, fromMallory, collected, returned }
}

/** Stamps of today: the answers are still to come. */
export async function lateLetters(world: World, token: Token, now: number) {
  const { heidi, zephyr } = people
  const expiresAt = now + 50 * day
  const open = await post(world, heidi, 'A question about your talk', { ...forBruno, expiresAt })
  const admitted = await post(world, heidi, 'A job for you', {
    ...forChloe(token.address),
    expiresAt,
  })
  await world.office.write.admit([[admitted.stamp]], people.swift)
  const forZephyr = await post(world, heidi, 'By the other relay', {
    relay: zephyr.account.address,
    token: token.address,
    inboxId: inboxIds.farid,
    carriage: dollar / 25n,
    stake: dollar / 4n,
    expiresAt,
  })
  const unpaidCarriage = await post(world, heidi, 'Whoever may carry this', {
    ...forBruno,
    relay: native,
    carriage: 0n,
    expiresAt,
  })
  const stingy = await post(world, heidi, 'For half the price', {
    ...forBruno,
    carriage: swiftAsks.native / 2n,
    expiresAt,
  })
  return { open, admitted, forZephyr, unpaidCarriage, stingy }
}

/** Anyone may give the stake of what nobody answered back to its sender; the clerk did so once. */
export async function expireOne({ office }: World, { stamp }: Letter): Promise<void> {
  await office.write.expire([[stamp]], people.clerk)
}

/** Posts a stamp, paid from the sender's balance, or else from its allowance. */
async function post(
  { client, office }: World,
  sender: typeof people.heidi,
  text: string,
  postage: Postage,
): Promise<Letter> {
  const stamp = { ...postage, sender: sender.account.address, letterHash: letterHash(text) }
  const { sender: _, ...input } = stamp
  await office.write.post([input], sender)
  const stampId = stampIdOf({ chainId: client.chain.id, postOffice: office.address, stamp })
  return { stamp, stampId }
}

export type Letters = Awaited<ReturnType<typeof earlyLetters>> &
  Awaited<ReturnType<typeof lateLetters>>
