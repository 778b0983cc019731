import type { Address } from 'viem'
import type { Stamp } from '../../../protocol/eip712/postOffice.ts'

/** A stamp to post: all but its sender, which is who pays. */
export type PostInput = Omit<Stamp, 'sender'>

/** The stamp that an input becomes when a sender pays it. */
export function stampOf(sender: Address, input: PostInput): Stamp {
  const { relay, token, inboxId, letterHash, carriage, stake, expiresAt } = input
  return { sender, relay, token, inboxId, letterHash, carriage, stake, expiresAt }
}
