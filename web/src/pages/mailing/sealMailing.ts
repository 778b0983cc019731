import { mailingIdOf } from '@pennypost/sdk'
import { treeOfLetters } from '@pennypost/sdk/mailings'
import type { Hex } from 'viem'
import { chainNow } from './chainNow.ts'
import { createBreather } from './createBreather.ts'
import { keepMailing } from './keepMailing.ts'
import type { MailingContext, OnProgress } from './MailingContext.ts'
import type { MailingDraft } from './MailingDraft.ts'
import { sealLetters } from './sealLetters.ts'

/**
 * Seals the letters of a mailing, and keeps it in this browser.
 *
 * @returns The mailing's id.
 * @throws The signal's reason; what sealing, the node or the browser's store fail with.
 */
export async function sealMailing(
  context: MailingContext,
  draft: MailingDraft,
  run: { signal: AbortSignal; onProgress: OnProgress },
): Promise<Hex> {
  const { chain } = context
  const { sender, relay, token, carriage, stake, lasts, name, keys } = draft
  const { id: chainId, contracts, caip2 } = chain
  const letters = await sealLetters({ chainId, letters: draft.letters, keys, ...run })
  const { root, count } = await treeOfLetters(letters, { breathe: createBreather(run.signal) })
  // The time to collect counts from now, however long sealing took.
  const expiresAt = (await chainNow(context)) + lasts
  const mailing = {
    ...{ sender, relay: relay.relay, token: token.address, root },
    ...{ carriage, stake, count, expiresAt },
  }
  const postOffice = contracts.PostOffice
  const mailingId = mailingIdOf({ chainId, postOffice, mailing })
  const { symbol, decimals } = token
  await keepMailing(
    { chain: caip2, postOffice, mailingId, mailing, uri: '', letters },
    { name, token: { symbol, decimals }, relayUrl: relay.url },
  )
  return mailingId
}
