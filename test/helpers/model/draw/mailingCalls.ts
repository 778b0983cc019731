import type { Address, Hex } from 'viem'
import { pad, zeroAddress } from 'viem'
import type { Mailing } from '../../../../protocol/eip712/postOffice.ts'
import type { MailClaim } from '../mailings.ts'
import { mailingId, mailingOf } from '../mailings.ts'
import { MAX_LIFETIME } from '../stamps.ts'
import type { Call } from '../world.ts'
import type { Dice } from './dice.ts'
import { drawToken } from './ledgerCalls.ts'
import type { Letters, Scene } from './scene.ts'
import { callOf, drawAccount, drawDeadline, drawSignature, drawWallet, mostly } from './scene.ts'
import { drawRelay, drawValue } from './stampCalls.ts'

type Draw = (scene: Scene, dice: Dice) => Call
type Drawn = Scene['mailings'][number]

const HOUR = 3_600
const WORD: Hex = pad('0x01')

export const mailingDraws: Record<string, Draw> = {
  openMailing(scene, dice) {
    const caller = drawAccount(scene, dice)
    const again = dice.among(scene.mailings)
    const drawn = again && dice.onceIn(6) ? again : drawMailing(scene, dice, caller)
    const { mailing } = drawn
    const uri = 'x'.repeat(dice.pick([0, 256, 20, 0, 20, 257]))
    const postage = BigInt(mailing.count) * (mailing.carriage + mailing.stake)
    const value = drawValue(dice, mailing.token, postage)
    return callOf(scene, 'office', 'openMailing', caller, [mailing, uri], value)
  },

  admitMailing(scene, dice) {
    const { mailing } = drawKnown(scene, dice, ['Open'])
    const { relay } = mailing
    const caller = mostly(scene, dice, relay === zeroAddress ? undefined : relay)
    return callOf(scene, 'office', 'admitMailing', caller, [mailing])
  },

  collectMail(scene, dice) {
    const known = drawKnown(scene, dice, ['Open', 'Admitted'])
    const { wallet, claims } = drawClaims(scene, dice, known)
    return callOf(scene, 'office', 'collectMail', wallet, [known.mailing, claims])
  },

  collectMailFor(scene, dice) {
    const known = drawKnown(scene, dice, ['Open', 'Admitted'])
    const { wallet, claims } = drawClaims(scene, dice, known)
    const deadline = drawDeadline(scene, dice)
    const indexes = claims.map(({ index }) => index)
    const id = mailingId(scene.setup, known.mailing)
    const message = { wallet, mailingId: id, indexes, deadline }
    const struct = { domain: 'office', primaryType: 'CollectMail', message } as const
    const signature = drawSignature(scene, dice, wallet, struct)
    const caller = drawAccount(scene, dice)
    const args = [known.mailing, claims, wallet, deadline, signature] as const
    return callOf(scene, 'office', 'collectMailFor', caller, [...args])
  },

  closeMailing(scene, dice) {
    const due = scene.mailings.filter(({ mailing }) => mailing.expiresAt <= scene.now)
    const known = drawKnown(scene, dice, ['Open', 'Admitted'])
    const { mailing } = dice.pick([dice.among(due), known]) ?? known
    return callOf(scene, 'office', 'closeMailing', drawAccount(scene, dice), [mailing])
  },
}

function drawMailing(scene: Scene, dice: Dice, sender: Address): Drawn {
  const { now, templates } = scene
  const letters = dice.pick(templates)
  const { root, count } = letters.tree
  const soon = now + HOUR
  const latest = now + MAX_LIFETIME
  const relay = drawRelay(scene, dice)
  const mailing: Mailing = {
    sender: mostly(scene, dice, sender),
    relay,
    token: drawToken(scene, dice),
    root,
    carriage: relay === zeroAddress && !dice.onceIn(8) ? 0n : dice.pick([1n, 0n]),
    stake: dice.pick([1n, 2n, 1n, 3n, 1n, 2n, 1n, 0n]),
    // Too many letters at the end cannot be proven, and too few change how long proofs are, or which there are.
    count: dice.onceIn(12) ? dice.pick([0, count + 1, Math.ceil(count / 2)]) : count,
    expiresAt: dice.pick([
      soon + 60,
      soon,
      soon + 1,
      soon + 60,
      soon,
      latest,
      latest + 1,
      soon - 1,
    ]),
  }
  const drawn = { mailing, letters }
  scene.mailings.push(drawn)
  return drawn
}

/** Mostly one in such a state. */
function drawKnown(scene: Scene, dice: Dice, statuses: readonly string[]): Drawn {
  const { setup, state, mailings } = scene
  const fitting = mailings.filter(({ mailing }) =>
    statuses.includes(mailingOf(state, mailingId(setup, mailing)).status),
  )
  const sender = drawAccount(scene, dice)
  const known = dice.onceIn(8)
    ? dice.among(mailings)
    : (dice.among(fitting) ?? dice.among(mailings))
  return known ?? drawMailing(scene, dice, sender)
}

/** Letters to the inboxes of one wallet, mostly, those collected before among them; once in a while one with a flaw. */
function drawClaims(scene: Scene, dice: Dice, { mailing, letters }: Drawn) {
  const all = [...claimable(mailing, letters)]
  const first = dice.among(all) ?? claimOf(letters, 0)
  const wallet = drawWallet(scene, dice, first.inboxId)
  const alike = all.filter(({ inboxId }) => inboxId === first.inboxId)
  const more = Array.from({ length: dice.pick([0, 1, 0, 2]) }, () => dice.among(alike) ?? first)
  const claims = [first, ...more]
  return { wallet, claims: dice.onceIn(5) ? claims.map((claim) => flawed(dice, claim)) : claims }
}

/** Claims to all letters of a small mailing, and of a large one to those beside the borders of the bitmap's words. */
function* claimable({ count }: Mailing, letters: Letters): Generator<MailClaim> {
  for (const index of [0, 1, 2, 3, 4, 254, 255, 256, 257, letters.tree.count - 1]) {
    if (index < Math.min(count, letters.tree.count)) yield claimOf(letters, index)
  }
}

function claimOf({ letters, tree }: Letters, index: number): MailClaim {
  const letter = letters[index]
  if (!letter) throw new RangeError(`No letter ${index}.`)
  return { index, ...letter, proof: tree.proof(index) }
}

function flawed(dice: Dice, claim: MailClaim): MailClaim {
  const { index, proof } = claim
  return dice.pick([
    { ...claim, letterHash: WORD },
    { ...claim, inboxId: WORD },
    { ...claim, index: index + 1 },
    { ...claim, index: 2 ** 32 - 1 },
    { ...claim, proof: proof.slice(1) },
    { ...claim, proof: [...proof, WORD] },
    { ...claim, proof: [WORD, ...proof.slice(1)] },
    { ...claim, proof: proof.toReversed() },
  ])
}
