import { mailingLeaves } from '@pennypost/sdk/mailings'
import type { MailingContext } from './MailingContext.ts'
import type { KeptMailing } from './mailingStore.ts'
import { lettersOf } from './mailingStore.ts'

/** Brings the list of a mailing to the API. @throws {Error} It does not keep it, or not this one. */
export async function publishList(api: MailingContext['api'], kept: KeptMailing): Promise<void> {
  const { mailingId, mailing } = kept
  const leaves = mailingLeaves(await lettersOf(kept))
  const { root } = await api.putMailingLeaves({ mailingId, leaves })
  if (root !== mailing.root)
    throw new Error('The API says to have kept another list than this. Do not rely on it.')
}
