import type { Address } from 'viem'
import type { Deployment } from '../../index.ts'
import type { AppKeys } from './appKeys.ts'
import { createAppKeys } from './appKeys.ts'
import type { Example } from './examples.ts'
import { examplesOf } from './examples.ts'
import { changeMinds, day, denyMallory, openInboxes } from './inboxes.ts'
import type { Letters } from './letters.ts'
import { earlyLetters, expireOne, lateLetters, payIn } from './letters.ts'
import type { OpenMailings } from './mailings.ts'
import { openMailings } from './mailings.ts'
import { people } from './people.ts'
import { openRelays } from './relays.ts'
import { deployToken, openWorld, travelTo } from './world.ts'

/** How many days before now the seeded chain has to begin. */
export const sceneDays = 6

export type Scene = {
  examples: Example[]
  letters: Letters
  mailings: OpenMailings
  /** A token with six decimals that anyone may mint. */
  token: Address
  /** With them one reads what is written to Chloe. */
  chloesKeys: AppKeys
}

/**
 * Plays a small scene on a fresh local chain, from five days ago until now: inboxes of every kind,
 * relays, stamps in every state, and mailings.
 *
 * @param deployment - Of a chain that began at least {@link sceneDays} days ago.
 * @param relayUrl - Where a relay will listen that is Wren's; without it Wren has none.
 */
export async function seed(
  rpcUrl: string,
  deployment: Deployment,
  relayUrl?: string,
): Promise<Scene> {
  const world = openWorld(rpcUrl, deployment)
  const chloesKeys = await createAppKeys()
  const now = Math.floor(Date.now() / 1000)
  const daysAgo = (days: number) => travelTo(world, now - days * day)

  await daysAgo(5)
  const token = await deployToken(world, people.clerk)
  await openRelays(world, token, relayUrl)
  await openInboxes(world, token, now)
  await payIn(world, token)

  await daysAgo(4.5)
  const early = await earlyLetters(world, token, now)
  await daysAgo(3)
  await denyMallory(world)
  await daysAgo(1)
  await changeMinds(world, chloesKeys)
  await expireOne(world, early.expired)
  await daysAgo(0.1)
  const late = await lateLetters(world, token, now)
  const mailings = await openMailings(world, token, now)

  // From here on the chain keeps time with the clock.
  await travelTo(world, Math.floor(Date.now() / 1000))
  const letters = { ...early, ...late }
  const examples = examplesOf(deployment.chainId, letters, mailings)
  return { examples, letters, mailings, token: token.address, chloesKeys }
}
