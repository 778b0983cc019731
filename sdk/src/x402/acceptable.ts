import type { Address, Hex } from 'viem'
import { zeroAddress } from 'viem'
import { checkCap } from '../postage/payment.ts'
import type { PaymentRequired, StampRequirements, StampTerms } from './payment.ts'
import { stampScheme } from './payment.ts'

/** Why one of the ways to pay is not taken. */
export type Objection =
  | 'other_scheme'
  | 'other_network'
  | 'other_contract'
  | 'other_letter'
  | 'other_relay'
  | 'amounts_differ'
  | 'ends_out_of_range'
  | 'token_not_allowed'
  | 'too_dear'

/** What a sender would have asked for by itself. */
export type AcceptableParameters = {
  /** CAIP-2. */
  network: string
  postOffice: Address
  inboxId: Hex
  letterHash: Hex
  /** Most that may be paid, by token, in the token's smallest unit. */
  maxPostage: Readonly<Record<Address, bigint>>
  /** The only relay to be paid; any, if undefined. */
  relay?: Address | undefined
  /** For how long the postage may be in escrow. */
  maxEscrowSeconds: number
  /** Unix seconds, of the newest block. */
  now: number
}

export type AcceptableReturnType = {
  accepted: StampRequirements | undefined
  /** To those before it, or to all. */
  objections: Objection[]
}

/**
 * The first of a relay's ways to pay that the sender may take: for this very letter, into the PostOffice that it knows, in a token that it
 * named, and within its cap. A relay that asks for anything else is not paid.
 *
 * @param required - What the relay wrote, who may write anything.
 */
export function acceptableOf(
  required: PaymentRequired,
  parameters: AcceptableParameters,
): AcceptableReturnType {
  const caps = capsOf(parameters.maxPostage)
  const objections: Objection[] = []
  for (const way of required.accepts) {
    const objection = objectionTo(way, parameters, caps)
    if (!objection) return { accepted: way as StampRequirements, objections }
    objections.push(objection)
  }
  return { accepted: undefined, objections }
}

/**
 * The caps by token, whose letters are small ones.
 *
 * @throws {InvalidParameterError} One is no bigint: then nothing would be above it.
 */
export function capsOf(maxPostage: AcceptableParameters['maxPostage']): Map<string, bigint> {
  const caps = Object.entries(maxPostage)
  for (const [, most] of caps) checkCap(most)
  return new Map(caps.map(([token, most]) => [token.toLowerCase(), most]))
}

function objectionTo(
  way: unknown,
  letter: AcceptableParameters,
  caps: ReadonlyMap<string, bigint>,
): Objection | undefined {
  if (!isStampRequirements(way)) return 'other_scheme'
  if (way.network !== letter.network) return 'other_network'
  if (!isSame(way.payTo, letter.postOffice)) return 'other_contract'
  const { inboxId, letterHash, relay, carriage, stake, expiresAt } = way.extra
  if (!isSame(inboxId, letter.inboxId) || !isSame(letterHash, letter.letterHash))
    return 'other_letter'
  if (letter.relay !== undefined && ![letter.relay, zeroAddress].some((one) => isSame(relay, one)))
    return 'other_relay'
  if (BigInt(carriage) + BigInt(stake) !== BigInt(way.amount)) return 'amounts_differ'
  if (expiresAt <= letter.now || expiresAt > letter.now + letter.maxEscrowSeconds)
    return 'ends_out_of_range'
  const most = caps.get(way.asset.toLowerCase())
  if (most === undefined) return 'token_not_allowed'
  return BigInt(way.amount) > most ? 'too_dear' : undefined
}

const decimal = /^(0|[1-9][0-9]{0,77})$/
const hex20 = /^0x[0-9a-fA-F]{40}$/
const hex32 = /^0x[0-9a-fA-F]{64}$/

type Whole = StampRequirements & { extra: StampTerms }

/** Whether a relay wrote what it must, in the form in which it must: callers are shown it. */
function isStampRequirements(way: unknown): way is Whole {
  const { scheme, network, amount, asset, payTo, maxTimeoutSeconds, extra } = (way ??
    {}) as Partial<Whole>
  const { inboxId, letterHash, relay, carriage, stake, window, expiresAt, symbol, decimals } =
    (extra ?? {}) as Partial<StampTerms>
  return (
    scheme === stampScheme &&
    typeof network === 'string' &&
    [amount, carriage, stake].every((value) => isText(value, decimal)) &&
    [asset, payTo, relay].every((value) => isText(value, hex20)) &&
    [inboxId, letterHash].every((value) => isText(value, hex32)) &&
    [maxTimeoutSeconds, window, expiresAt, decimals ?? 0].every(isCount) &&
    (symbol === undefined || typeof symbol === 'string')
  )
}

function isText(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value)
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
