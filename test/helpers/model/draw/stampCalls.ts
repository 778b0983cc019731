import type { Address, Hex } from 'viem'
import { keccak256, numberToHex, zeroAddress, zeroHash } from 'viem'
import type { Stamp } from '../../../../protocol/eip712/postOffice.ts'
import { subjectOf } from '../../../../protocol/ids.ts'
import { recoveryOf } from '../inboxes.ts'
import type { PostInput } from '../stamps.ts'
import { MAX_LIFETIME, stampId, stampOf } from '../stamps.ts'
import { CONSENTS, consentOf, DOORS, termsOf } from '../terms.ts'
import { NATIVE } from '../tokens.ts'
import type { Call } from '../world.ts'
import type { Dice } from './dice.ts'
import { drawOwner, drawToken } from './ledgerCalls.ts'
import type { Scene } from './scene.ts'
import { callOf, drawAccount, drawInbox, drawSignature, drawWallet, mostly } from './scene.ts'

type Draw = (scene: Scene, dice: Dice) => Call

const MAX_UINT96 = 2n ** 96n - 1n
/** Few letters, so that the same stamp is drawn again. */
const LETTERS = [1, 2, 3].map((letter) => keccak256(numberToHex(letter))) as [Hex]

export const stampDraws: Record<string, Draw> = {
  setTerms(scene, dice) {
    const inboxId = drawInbox(scene, dice)
    const caller = drawWallet(scene, dice, inboxId)
    const stake = dice.pick([1n, 2n, 1n, 3n, 0n, MAX_UINT96])
    const window = dice.pick([3_600, 7_200, 3_600, 86_400, 2_592_000, 3_599, 2_592_001])
    const args = [inboxId, drawToken(scene, dice), stake, window, dice.onceIn(2)] as const
    return callOf(scene, 'office', 'setTerms', caller, [...args])
  },

  setDoor(scene, dice) {
    const inboxId = drawInbox(scene, dice)
    const door = dice.pick([DOORS.free, DOORS.closed, DOORS.postage])
    const caller = drawWallet(scene, dice, inboxId)
    return callOf(scene, 'office', 'setDoor', caller, [inboxId, door])
  },

  setConsents(scene, dice) {
    const inboxId = drawInbox(scene, dice)
    const subject = () => {
      const account = subjectOf(drawAccount(scene, dice))
      return dice.pick([account, drawInbox(scene, dice), account, zeroHash])
    }
    const consent = () =>
      dice.pick([CONSENTS.denied, CONSENTS.allowed, CONSENTS.denied, CONSENTS.none])
    const subjects = Array.from({ length: dice.pick([1, 2, 0]) }, subject)
    const length = subjects.length + dice.pick([0, 0, 0, 0, 0, 0, 0, 1])
    const args = [inboxId, subjects, Array.from({ length }, consent)] as const
    return callOf(scene, 'office', 'setConsents', drawWallet(scene, dice, inboxId), [...args])
  },

  setPayout(scene, dice) {
    const inboxId = drawInbox(scene, dice)
    const caller = mostly(scene, dice, recoveryOf(scene.state, inboxId))
    const account = drawAccount(scene, dice)
    const payout = dice.pick([account, account, account, zeroAddress, scene.setup.office])
    return callOf(scene, 'office', 'setPayout', caller, [inboxId, payout])
  },

  post(scene, dice) {
    const caller = drawAccount(scene, dice)
    const input = drawInput(scene, dice, caller)
    const value = drawValue(dice, input.token, input.carriage + input.stake)
    return callOf(scene, 'office', 'post', caller, [input], value)
  },

  postMany(scene, dice) {
    const caller = drawAccount(scene, dice)
    const first = drawInput(scene, dice, caller)
    const rest = Array.from({ length: dice.pick([1, 0, 2]) }, () => {
      const next = drawInput(scene, dice, caller)
      return { ...next, token: dice.onceIn(8) ? next.token : first.token }
    })
    const inputs = dice.onceIn(24) ? [] : [first, ...rest]
    const postage = inputs.reduce((sum, { carriage, stake }) => sum + carriage + stake, 0n)
    const value = drawValue(dice, first.token, postage)
    return callOf(scene, 'office', 'postMany', caller, [inputs], value)
  },

  postFor(scene, dice) {
    const sender = drawAccount(scene, dice)
    const input = drawInput(scene, dice, sender)
    const message = { sender, ...input }
    const struct = { domain: 'office', primaryType: 'Stamp', message } as const
    const signature = drawSignature(scene, dice, sender, struct)
    const caller = drawAccount(scene, dice)
    return callOf(scene, 'office', 'postFor', caller, [sender, input, signature])
  },

  postFrom(scene, dice) {
    const caller = drawAccount(scene, dice)
    const { sender, token } = drawOwner(scene, dice, caller)
    const input = drawInput(scene, dice, sender, token)
    return callOf(scene, 'office', 'postFrom', caller, [sender, input])
  },

  voidStamps(scene, dice) {
    const first = drawStamp(scene, dice, ['None', 'Voided', 'Open'])
    const caller = mostly(scene, dice, first.sender)
    const more = scene.stamps.filter(({ sender }) => sender === caller)
    return callOf(scene, 'office', 'voidStamps', caller, [some(dice, first, more)])
  },

  admit(scene, dice) {
    const first = drawStamp(scene, dice, ['Open', 'Admitted'])
    const caller = mostly(scene, dice, first.relay === zeroAddress ? undefined : first.relay)
    const more = scene.stamps.filter(({ relay }) => relay === caller)
    return callOf(scene, 'office', 'admit', caller, [some(dice, first, more)])
  },

  collect(scene, dice) {
    const first = drawStamp(scene, dice, ['Open', 'Admitted'])
    const relay = first.relay === zeroAddress ? undefined : first.relay
    const wallet = drawWallet(scene, dice, first.inboxId)
    const caller = mostly(scene, dice, dice.pick([wallet, wallet, relay]))
    return callOf(scene, 'office', 'collect', caller, [some(dice, first, alike(scene, first))])
  },

  returnToSender(scene, dice) {
    const first = drawStamp(scene, dice, ['Open', 'Admitted'])
    const caller = drawWallet(scene, dice, first.inboxId)
    const stamps = some(dice, first, alike(scene, first))
    return callOf(scene, 'office', 'returnToSender', caller, [stamps])
  },

  settleFor(scene, dice) {
    const first = drawStamp(scene, dice, ['Open', 'Admitted'])
    const stamps = dice.onceIn(16) ? [] : some(dice, first, alike(scene, first))
    const wallet = drawWallet(scene, dice, first.inboxId)
    const collect = dice.pick([true, false])
    const stampIds = stamps.map((stamp) => stampId(scene.setup, stamp))
    const message = { wallet, stampIds, collect }
    const struct = { domain: 'office', primaryType: 'Answer', message } as const
    const signature = drawSignature(scene, dice, wallet, struct)
    const caller = drawAccount(scene, dice)
    return callOf(scene, 'office', 'settleFor', caller, [stamps, collect, wallet, signature])
  },

  expire(scene, dice) {
    const first = drawStamp(scene, dice, ['Open', 'Admitted'])
    const due = scene.stamps.filter(({ expiresAt }) => expiresAt <= scene.now)
    const stamps = some(dice, dice.pick([dice.among(due), first]) ?? first, due)
    return callOf(scene, 'office', 'expire', drawAccount(scene, dice), [stamps])
  },
}

/** Native money that comes along: mostly all of the postage. */
export function drawValue(dice: Dice, token: Address, postage: bigint): bigint {
  if (token !== NATIVE) return dice.onceIn(24) ? 1n : 0n
  const most = postage > 10_000n ? 10_000n : postage
  return dice.pick([most, 0n, most, 1n, most + 2n, most === 0n ? 0n : most - 1n])
}

export function drawRelay(scene: Scene, dice: Dice): Address {
  const account = drawAccount(scene, dice)
  return dice.onceIn(24) ? scene.setup.office : dice.pick([account, account, account, zeroAddress])
}

/** A new stamp, or one that was posted or signed before. */
function drawInput(scene: Scene, dice: Dice, sender: Address, token?: Address): PostInput {
  const again = dice.among(scene.stamps)
  if (again && dice.onceIn(6)) {
    const { sender: _, ...input } = again
    return input
  }
  const stamp = drawNew(scene, dice, sender, token)
  scene.stamps.push({ sender, ...stamp })
  return stamp
}

function drawNew(
  scene: Scene,
  dice: Dice,
  sender: Address,
  wanted: Address | undefined,
): PostInput {
  const { state, now } = scene
  const [subject, inboxes] = [subjectOf(sender), [...state.registry.inboxes.keys()]]
  const denying = inboxes.filter(
    (inboxId) => consentOf(state, inboxId, subject).consent === CONSENTS.denied,
  )
  const inboxId = (dice.onceIn(8) ? dice.among(denying) : undefined) ?? drawInbox(scene, dice)
  const accepted = scene.tokens.filter((token) => termsOf(state, inboxId, token).stake !== 0n)
  const token =
    wanted ?? (dice.onceIn(8) ? undefined : dice.among(accepted)) ?? drawToken(scene, dice)
  const terms = termsOf(state, inboxId, token)
  const relay = drawRelay(scene, dice)
  const soon = now + terms.window
  const latest = now + MAX_LIFETIME
  const stake = terms.stake + dice.pick([0n, 0n, 1n, 0n, 2n, -1n])
  return {
    relay,
    token,
    inboxId,
    letterHash: dice.pick(LETTERS),
    carriage: relay === zeroAddress && !dice.onceIn(8) ? 0n : dice.pick([1n, 0n, 2n]),
    stake: stake < 0n || stake > MAX_UINT96 ? 0n : stake,
    expiresAt: dice.pick([soon, soon + 1, soon + 60, soon, soon + 1, latest, latest + 1, soon - 1]),
  }
}

/** Mostly one in such a state. */
function drawStamp(scene: Scene, dice: Dice, statuses: readonly string[]): Stamp {
  const { setup, state, stamps } = scene
  const fitting = stamps.filter((stamp) =>
    statuses.includes(stampOf(state, stampId(setup, stamp)).status),
  )
  const sender = drawAccount(scene, dice)
  const known = dice.onceIn(6) ? dice.among(stamps) : (dice.among(fitting) ?? dice.among(stamps))
  return known ?? { sender, ...drawInput(scene, dice, sender) }
}

function alike({ stamps }: Scene, { inboxId }: Stamp): Stamp[] {
  return stamps.filter((stamp) => stamp.inboxId === inboxId)
}

/** It alone, or others too, and the same one again. */
function some(dice: Dice, first: Stamp, others: readonly Stamp[]): Stamp[] {
  const count = dice.pick([0, 0, 1, 2])
  const more = Array.from({ length: count }, () => dice.among(others) ?? first)
  return dice.onceIn(2) ? [first, ...more] : [...more, first]
}
