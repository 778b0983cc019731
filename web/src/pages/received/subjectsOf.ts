import type { Address, Hex } from 'viem'

/** Who wrote, as far as anybody knows. */
export type Writer = {
  /** Whom the relay had proof of; else who paid. An address, or the id of an inbox. */
  subject: Hex
  /** Whether the relay says that it was proven; else somebody paid, and may have written or not. */
  isProven: boolean
}

/** @param sender - Of the letter: whom the relay had proof of. Nobody is known where there is neither. */
export function writerOf(
  sender: Hex | null | undefined,
  payer: Address | undefined,
): Writer | undefined {
  if (sender) return { subject: sender, isProven: true }
  return payer && { subject: payer, isProven: false }
}

/**
 * On whom the inbox gives its word, to let a writer in or keep it out: an address and its inbox, so that the word holds
 * however the writer shows who it is.
 */
export function subjectsOf(subject: Hex, inboxId: Hex | undefined): readonly Hex[] {
  if (!inboxId || inboxId.toLowerCase() === subject.toLowerCase()) return [subject]
  return [subject, inboxId]
}
