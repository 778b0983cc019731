import type { Address, Hex } from 'viem'
import type { Mailing } from '../../../protocol/eip712/postOffice.ts'

/** A letter of a mailing as its file has it. */
export type MailedLetter = {
  inboxId: Hex
  letterHash: Hex
  /** As the list named it: an inbox id, or a wallet. */
  recipient: Hex
  /** Of the list, from 1. */
  line: number
  /** The sealed letter; undefined: it was sealed elsewhere. */
  body?: Uint8Array | undefined
}

/** A mailing, without its letters. */
export type MailingHead = {
  /** CAIP-2. */
  chain: string
  postOffice: Address
  mailingId: Hex
  mailing: Mailing
  /** As it was given to `openMailing`. */
  uri: string
}

/**
 * All that there is to a mailing: with it each letter can be sent, proven and collected, and the rest be taken back. The sealed letters in it
 * are nowhere else.
 *
 * As a file it is a JSON document a line: the head, then the letters in the order of their indexes.
 */
export type MailingFile = MailingHead & { letters: readonly MailedLetter[] }

/** What the first line says of itself. */
export const headMark = { pennypost: 'mailing', version: 1 } as const
