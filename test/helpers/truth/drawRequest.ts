import type { Address, Hex } from 'viem'
import { keccak256, toHex, zeroAddress } from 'viem'
import type { Random } from '../seed.ts'
import type { DrawnMailing, DrawnStamp, Play } from './play.ts'

/** A verify request as JSON, as an item of a batch takes it. */
export type DrawnRequest = {
  inboxId: Hex
  sender: Hex
  letterHash: Hex
  relay: Address
  stampId?: Hex
  mailing?: { mailingId: Hex; index: number; proof: Hex[] }
  senderAuthenticated?: true
  finality?: 'safe' | 'finalized'
  minConfirmations?: number
  minSecondsLeft?: number
  minCarriage?: Record<Address, string>
  acceptUnpaidCarriage?: true
  policy?: { unknownInbox: 'carry' }
}

export type Drawn = {
  request: DrawnRequest
  /** The mailing that it names, if one was ever drawn. */
  mailing?: DrawnMailing | undefined
}

/** A request about something of the play: mostly about postage that exists, mostly as the relay would ask that it names. */
export function drawRequest(play: Play, random: Random): Drawn {
  const about = random.below(100)
  const sender = random.pick(random.onceIn(6) ? play.inboxIds : play.wallets)
  const options = { sender, ...drawOptions(play, random) }
  if (about < 30 && play.mailings.length > 0) {
    return drawForMailing(play, random, options)
  }
  if (about < 93 && play.stamps.length > 0) {
    return { request: { ...options, ...drawForStamp(play, random, sender) } }
  }
  const request = { ...drawForNothing(play, random), sender }
  return { request: random.onceIn(2) ? { ...request, ...options } : request }
}

type Options = Omit<DrawnRequest, 'inboxId' | 'letterHash' | 'relay' | 'stampId' | 'mailing'>

function drawOptions({ tokens }: Play, random: Random): Omit<Options, 'sender'> {
  const least = { [random.pick(tokens)]: String(random.pick([0, 5, 10, 20])) }
  return {
    ...(random.onceIn(5) && { senderAuthenticated: true }),
    ...(random.onceIn(12) && { finality: random.pick(['safe', 'finalized'] as const) }),
    ...(random.onceIn(8) && { minConfirmations: 1 + random.below(6) }),
    ...(!random.onceIn(4) && { minSecondsLeft: random.pick([0, 0, 0, 1, 60, 3_600, 40_000]) }),
    ...(random.onceIn(5) && { minCarriage: least }),
    ...(random.onceIn(3) && { acceptUnpaidCarriage: true }),
    ...(random.onceIn(5) && { policy: { unknownInbox: 'carry' } }),
  }
}

/** Mostly the relay that the postage names. */
function drawRelay({ relays }: Play, random: Random, named: Address): Address {
  return named === zeroAddress || random.onceIn(12) ? random.pick(relays) : named
}

function drawForMailing(play: Play, random: Random, options: Options): Drawn {
  const { inboxIds, letterHashes, mailings } = play
  const drawn = random.pick(random.onceIn(2) ? mailings : mailings.slice(-15))
  const index = random.below(drawn.letters.length)
  const { inboxId, letterHash, proof } = play.claimOf(drawn, index)
  const request = {
    ...options,
    inboxId: random.onceIn(20) ? random.pick(inboxIds) : inboxId,
    letterHash: random.onceIn(20) ? random.pick(letterHashes) : letterHash,
    relay: drawRelay(play, random, drawn.mailing.relay),
    mailing: {
      mailingId: drawn.mailingId,
      index: random.onceIn(20) ? index + 1 : index,
      proof: random.onceIn(20) ? [...proof, keccak256('0x')] : proof,
    },
  }
  return { request, mailing: drawn }
}

function drawForStamp(play: Play, random: Random, sender: Hex) {
  const { stamp, stampId } = drawStamp(play, random)
  return {
    inboxId: stamp.inboxId,
    sender: random.onceIn(3) ? stamp.sender : sender,
    letterHash: random.onceIn(25) ? random.pick(play.letterHashes) : stamp.letterHash,
    relay: drawRelay(play, random, stamp.relay),
    ...(!random.onceIn(3) && { stampId }),
  }
}

/** About an inbox or a letter that nobody knows, or a stamp that nobody has drawn up. */
function drawForNothing({ inboxIds, letterHashes, relays }: Play, random: Random) {
  const unknown = () => keccak256(toHex(random.below(2 ** 30)))
  return {
    inboxId: random.onceIn(5) ? unknown() : random.pick(inboxIds),
    letterHash: random.onceIn(2) ? unknown() : random.pick(letterHashes),
    relay: random.onceIn(2) ? random.pick(relays) : (relays.at(-1) as Address),
    ...(random.onceIn(4) && { stampId: unknown() }),
  }
}

function drawStamp({ stamps }: Play, random: Random): DrawnStamp {
  return random.onceIn(3) ? random.pick(stamps) : random.pick(stamps.slice(-50))
}
