import type { VerifiedReceipt } from '@pennypost/sdk'
import type { MailedLetter, MailingHead } from '@pennypost/sdk/mailings'
import type { Address, Hex } from 'viem'
import { createStore } from '../../storage/createStore.ts'

/** A mailing of this browser, without its letters. */
export type KeptMailing = MailingHead & {
  /** What its list was called. */
  name: string
  /** Unix seconds. */
  keptAt: number
  token: { symbol: string; decimals: number }
  /** Where its relay was reached when it was prepared. */
  relayUrl?: string | undefined
  /** Unix seconds since when the wallet may have been asked to pay for it. */
  askedAt?: number | undefined
  /** Whether it was seen on chain. */
  isOpen?: boolean | undefined
  /** Letters that the relay has taken in. */
  sent: number
  /** Letters that were sealed elsewhere, and cannot be sent from here. */
  elsewhere?: number | undefined
  /** Whether its file was saved by the person. */
  isSaved?: boolean | undefined
}

/** A letter that a relay has taken in. */
export type SentMail = {
  relay: Address
  /** Undefined: there is none in this browser, and its stake was collected, so it must have arrived. */
  receipt?: VerifiedReceipt | undefined
}

/** By their places in it. */
export type LetterPart = readonly MailedLetter[]

type SentPart = Readonly<Record<number, SentMail>>

/** Notes of letters that are kept together: each note writes its part anew. */
const notePart = 128
/** Letters that are kept together. */
export const letterPart = 512

/** Mailings by `<chain> <mailingId>`, which `keepMailing` puts here. */
export const mailingStore = createStore<KeptMailing>('mailings')
/** Letters in parts, by `<mailingId> <part>`: to write all of them at once would keep the page from answering. */
export const letterStore = createStore<LetterPart>('mailing-letters')
const sentStore = createStore<SentPart>('mailing-sent')

export function keyOfMailing({ chain, mailingId }: Pick<MailingHead, 'chain' | 'mailingId'>) {
  return `${chain} ${mailingId}`
}

/** Notes something new about a mailing that is kept. */
export async function noteMailing(
  of: Pick<MailingHead, 'chain' | 'mailingId'>,
  news: Partial<KeptMailing>,
): Promise<void> {
  await mailingStore.update(keyOfMailing(of), (before) => before && { ...before, ...news })
}

/** @throws {Error} They are not in this browser any more. */
export async function lettersOf({
  mailingId,
  mailing: { count },
}: Pick<MailingHead, 'mailingId' | 'mailing'>): Promise<readonly MailedLetter[]> {
  const parts = await Promise.all(
    partsOf(count, letterPart).map((part) => letterStore.get(`${mailingId} ${part}`)),
  )
  const letters = parts.flatMap((part) => part ?? [])
  if (letters.length === count) return letters
  throw new Error(
    'The letters of this mailing are not in this browser. Bring its file from where you saved it.',
  )
}

/** Notes letters down that the relay has taken in, by their indexes. */
export async function noteSent(mailingId: Hex, sent: ReadonlyMap<number, SentMail>): Promise<void> {
  const partOf = (index: number) => Math.floor(index / notePart)
  for (const part of new Set([...sent.keys()].map(partOf))) {
    const mails = [...sent].filter(([index]) => partOf(index) === part)
    await sentStore.update(`${mailingId} ${part}`, (before) => ({
      ...before,
      ...Object.fromEntries(mails),
    }))
  }
}

/** What was sent of a mailing, by index. @param relay - Only what that one has taken in. */
export async function sentOf({
  mailingId,
  count,
  relay,
}: {
  mailingId: Hex
  count: number
  relay?: Address | undefined
}): Promise<ReadonlyMap<number, SentMail>> {
  const parts = await Promise.all(
    partsOf(count, notePart).map((part) => sentStore.get(`${mailingId} ${part}`)),
  )
  const mails = parts.flatMap((part) => Object.entries(part ?? {}))
  return new Map(
    mails
      .filter(([, mail]) => !relay || mail.relay.toLowerCase() === relay.toLowerCase())
      .map(([index, mail]) => [Number(index), mail]),
  )
}

/** Takes a mailing out of this browser, with all that was kept of it. */
export async function forgetMailing(of: MailingHead): Promise<void> {
  const { mailingId, mailing } = of
  await mailingStore.delete(keyOfMailing(of))
  for (const part of partsOf(mailing.count, letterPart))
    await letterStore.delete(`${mailingId} ${part}`)
  for (const part of partsOf(mailing.count, notePart))
    await sentStore.delete(`${mailingId} ${part}`)
}

function partsOf(count: number, size: number): readonly number[] {
  return Array.from({ length: Math.ceil(count / size) }, (_, part) => part)
}
