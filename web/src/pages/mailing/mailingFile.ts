import type { Mailing } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'

/** A letter of a mailing as its file has it. */
export type MailedLetter = {
  inboxId: Hex
  letterHash: Hex
  /** As the list named it: an inbox id, or a wallet. */
  recipient: Hex
  /** Of the list. */
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
  uri: string
}

/**
 * All that there is to a mailing: with it each letter can be sent, proven and collected, and the rest be taken back. The
 * sealed letters in it are nowhere else.
 *
 * As a file it is that of the command line: a JSON document a line, the head, then the letters in the order of their indexes.
 */
export type MailingFile = MailingHead & { letters: readonly MailedLetter[] }

/** What the first line says of itself. */
export const headMark = { pennypost: 'mailing', version: 1 } as const
