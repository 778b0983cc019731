import type { MailClaim } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { Mail } from './mailOfFile.ts'

/** Each mailing once, with all that is given of it, and each letter with its proof once: what comes twice is one stake. */
export function joinedMail(mails: readonly Mail[]): readonly Mail[] {
  const byId = new Map<Hex, { mail: Mail; claims: Map<string, MailClaim> }>()
  for (const mail of mails) {
    const joined = byId.get(mail.mailingId) ?? { mail, claims: new Map<string, MailClaim>() }
    for (const claim of mail.claims) joined.claims.set(keyOf(claim), claim)
    byId.set(mail.mailingId, joined)
  }
  return [...byId.values()].map(({ mail, claims }) => ({ ...mail, claims: [...claims.values()] }))
}

function keyOf({ index, inboxId, letterHash, proof }: MailClaim): string {
  return [index, inboxId, letterHash, ...proof].join(' ')
}
