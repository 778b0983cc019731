import type { Hex } from 'viem'
import type { ConsentRow, InboxState } from '../state/inboxState.ts'

/** What an inbox says of one subject alone, if anything: an address by its 20 bytes, or an inbox id. */
export function wordOn({ consents }: InboxState, subject: Hex): ConsentRow | undefined {
  return consents?.get(subject)
}

/** The first that an inbox denies among somebody, its inbox, and all wallets of that. */
export function deniedAmong(
  inbox: InboxState,
  who: Hex,
  own: InboxState | undefined,
): ConsentRow | null {
  const itself = deniedBy(inbox, who)
  if (itself || !own) return itself ?? null
  const byInbox = deniedBy(inbox, own.inboxId)
  if (byInbox) return byInbox
  for (const wallet of own.wallets ?? []) {
    const sibling = deniedBy(inbox, wallet)
    if (sibling) return sibling
  }
  return null
}

function deniedBy(inbox: InboxState, subject: Hex): ConsentRow | undefined {
  const word = wordOn(inbox, subject)
  return word?.consent === 'denied' ? word : undefined
}
