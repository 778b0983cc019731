import type { MailedLetter } from '@pennypost/sdk/mailings'
import type { KeptMailing } from './mailingStore.ts'
import { keyOfMailing, mailingStore } from './mailingStore.ts'
import { sealedElsewhere } from './sealedElsewhere.ts'

/** Notes how many letters of a mailing have no body, where that is not what was noted: the page offers to send the others. */
export async function noteElsewhere(
  of: Pick<KeptMailing, 'chain' | 'mailingId'>,
  letters: readonly Pick<MailedLetter, 'body'>[],
  store: typeof mailingStore = mailingStore,
): Promise<void> {
  const elsewhere = sealedElsewhere(letters)
  await store.update(keyOfMailing(of), (before) =>
    !before || (before.elsewhere ?? 0) === elsewhere ? before : { ...before, elsewhere },
  )
}
