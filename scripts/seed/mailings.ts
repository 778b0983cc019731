import type { Address, Hex } from 'viem'
import type { Mailing } from '../../protocol/eip712/postOffice.ts'
import { mailingIdOf } from '../../protocol/ids.ts'
import { mailingTree } from '../../protocol/mailingTree.ts'
import { day, inboxIds } from './inboxes.ts'
import { letterHash } from './letters.ts'
import { people } from './people.ts'
import { swiftAsks } from './relays.ts'
import type { Token, World } from './world.ts'
import { dollar, milli, native } from './world.ts'

/** A mailing on the chain. */
export type OpenMailing = {
  mailing: Mailing
  mailingId: Hex
  /** In the order of their indexes, each with the siblings of its leaf, from the leaves up. */
  letters: readonly MailedLetter[]
}

type MailedLetter = { inboxId: Hex; letterHash: Hex; proof: readonly Hex[] }

type Name = keyof typeof inboxIds
type Postage = { token: Address; carriage: bigint; stake: bigint; expiresAt: number }

/** Mailings of today; Heidi pays for both, and nobody has answered them yet. */
export async function openMailings(world: World, token: Token, now: number) {
  const newsletter = await open(
    world,
    'My autumn newsletter',
    ['chloe', 'bruno', 'farid', 'esther'],
    {
      token: native,
      carriage: swiftAsks.native,
      // What Chloe asks, and half of what Bruno does.
      stake: milli,
      expiresAt: now + 50 * day,
    },
  )
  const invitation = await open(world, 'You are invited', ['farid', 'chloe'], {
    token: token.address,
    carriage: swiftAsks.dollars,
    stake: (3n * dollar) / 2n,
    // Farid asks for seven.
    expiresAt: now + 6 * day,
  })
  return { newsletter, invitation }
}

export type OpenMailings = Awaited<ReturnType<typeof openMailings>>

/** Opens a mailing of one letter to each, paid from Heidi's balance, or else from its allowance. */
async function open(
  { client, office }: World,
  text: string,
  names: readonly Name[],
  postage: Postage,
): Promise<OpenMailing> {
  const letters = names.map((name) => ({
    inboxId: inboxIds[name],
    letterHash: letterHash(`${text}, ${name}`),
  }))
  const { root, count, proof } = await mailingTree(letters)
  const parties = { sender: people.heidi.account.address, relay: people.swift.account.address }
  const mailing = { ...parties, ...postage, root, count }
  await office.write.openMailing([mailing, ''], people.heidi)
  return {
    mailing,
    mailingId: mailingIdOf({ chainId: client.chain.id, postOffice: office.address, mailing }),
    letters: letters.map((letter, index) => ({ ...letter, proof: proof(index) })),
  }
}
