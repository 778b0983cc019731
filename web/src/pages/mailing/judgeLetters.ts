import type { Hex } from 'viem'
import { amountText } from '../../facts/amountText.ts'
import type { LineProblem } from '../../input/csvRecipients.ts'
import { durationText } from '../../input/durationText.ts'
import type { AddressedLetter } from './lookUpInboxes.ts'
import type { InboxTerms } from './readTerms.ts'

/** Seconds that it may take until the mailing is mined: recipients' time to answer counts from then on. */
export const untilMined = 600

/** What goes with each letter, as far as recipients mind. */
export type Offered = {
  token: { symbol: string; decimals: number }
  /** Undefined: not known yet, and held against nothing. */
  stake: bigint | undefined
  /** Seconds from now until the mailing expires. */
  lasts: number
}

export type Judged = {
  letters: readonly AddressedLetter[]
  problems: readonly LineProblem[]
  /** Those of the letters that go to inboxes which ask nothing of this sender, and are paid for all the same. */
  free: readonly AddressedLetter[]
  /** The longest time to answer that one of the inboxes asks for, in seconds. */
  longest: number
}

/**
 * Holds what a mailing offers against what each inbox asks, as relays do before they carry: no contract does.
 *
 * @param terms - An inbox that is not in there was not asked, and is not minded.
 */
export function judgeLetters(
  letters: readonly AddressedLetter[],
  terms: ReadonlyMap<Hex, InboxTerms>,
  offered: Offered,
): Judged {
  const problems: LineProblem[] = []
  const good: AddressedLetter[] = []
  const free: AddressedLetter[] = []
  let longest = 0
  for (const letter of letters) {
    const asked = terms.get(letter.inboxId)
    const reason = asked && objectionOf(asked, offered)
    if (reason !== undefined) {
      problems.push({ line: letter.line, recipient: letter.recipient, reason })
      continue
    }
    good.push(letter)
    if (!asked) continue
    if (isFree(asked)) free.push(letter)
    if (asked.door !== 'free') longest = Math.max(longest, asked.window)
  }
  return { letters: good, problems, free, longest }
}

/** The least stake that contents all inboxes which take the token and ask for postage; 0 if there are none. */
export function highestStake(terms: ReadonlyMap<Hex, InboxTerms>): bigint {
  const stakes = [...terms.values()].filter((asked) => !isRefusing(asked) && asked.door !== 'free')
  let most = 0n
  for (const { stake } of stakes) if (stake > most) most = stake
  return most
}

function isFree({ door, consent }: InboxTerms): boolean {
  return door === 'free' || consent === 'allowed'
}

function isRefusing({ door, consent }: InboxTerms): boolean {
  return consent === 'denied' || door === 'closed'
}

function objectionOf(
  { stake, window, door, consent }: InboxTerms,
  { token, stake: offered, lasts }: Offered,
): string | undefined {
  if (consent === 'denied') return 'This inbox denies you: no letter of yours comes through.'
  if (door === 'closed') return 'The door of this inbox is closed to strangers.'
  if (door === 'free') return undefined
  if (stake === 0n) return `This inbox does not take ${token.symbol}.`
  if (offered !== undefined && stake > offered)
    return `This inbox asks for a stake of ${amountText(stake, token)}, and the mailing has ${amountText(offered, token)}.`
  if (window > lasts - untilMined)
    return `This inbox asks for ${durationText(window)} to answer: let the mailing last longer.`
  return undefined
}
