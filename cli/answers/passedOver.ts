import type { Hex } from 'viem'

/** Why nothing is done about a stamp, a letter of a mailing, or a mailing. */
export type PassedOverReason =
  /** What was wanted has happened before. */
  | 'already'
  /** It has another outcome. */
  | 'answered'
  /** Its time to answer is over. */
  | 'late'
  /** Its time to answer is not over. */
  | 'not_due'
  | 'not_known'
  | 'not_posted'
  | 'not_yours'
  | 'bad_proof'
  | 'voided'

export type PassedOver = {
  stampId?: Hex | undefined
  mailingId?: Hex | undefined
  /** Of a letter of the mailing, from 0. */
  index?: number | undefined
  reason: PassedOverReason
  /** For people, as the end of a sentence. */
  text: string
}

/** What it is called in a sentence. */
export function nameOf({ stampId, mailingId, index }: Omit<PassedOver, 'reason' | 'text'>): string {
  if (stampId) return `Stamp ${stampId}`
  return index === undefined ? `Mailing ${mailingId}` : `Letter ${index} of mailing ${mailingId}`
}

/** Whether any of them was asked for by name, and is not done: then the command ends as one that was refused. */
export function hasRefusal(passedOver: readonly PassedOver[], isAll: boolean): boolean {
  return !isAll && passedOver.some(({ reason }) => reason !== 'already')
}

/** So many are told by name. */
const mostTold = 20

/** What was left alone, for people: a line for each, or with `isAll` one for each reason. */
export function passedOverText(passedOver: readonly PassedOver[], isAll: boolean): string {
  if (isAll) return summary(passedOver)
  const lines = passedOver
    .slice(0, mostTold)
    .map((one) => `${nameOf(one)} is passed over: ${one.text}.`)
  const more = passedOver.length - lines.length
  return [...lines, ...(more > 0 ? [`So are ${more} more.`] : [])].join('\n')
}

const reasonTexts: Readonly<Record<PassedOverReason, string>> = {
  already: 'that was done before',
  answered: 'answered already',
  late: 'the time to answer is over',
  not_due: 'the time to answer is not over',
  not_known: 'not known to the API',
  not_posted: 'not on the chain',
  not_yours: 'for somebody else',
  bad_proof: 'their proof is wrong',
  voided: 'called off by their sender',
}

function summary(passedOver: readonly PassedOver[]): string {
  const counts = new Map<PassedOverReason, number>()
  for (const { reason } of passedOver) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts]
    .map(([reason, count]) => `Passed over: ${count} (${reasonTexts[reason]}).`)
    .join('\n')
}
