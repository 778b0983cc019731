import type { Received } from './Received.ts'

/** Whether a stake waits for an answer that can still be given. @param now - Unix seconds: at `expiresAt` it is too late. */
export function isWaiting({ stamp, mail, expiresAt }: Received, now: number): boolean {
  if (now >= expiresAt) return false
  if (stamp) return stamp.status === 'open' || stamp.status === 'admitted'
  return mail.status !== 'closed' && !mail.isCollected
}

/** Whether it can be collected here and now: of a letter of a mailing that takes its proof. */
export function canCollect(received: Received, now: number): boolean {
  return (
    isWaiting(received, now) && (received.mail === undefined || received.mail.claim !== undefined)
  )
}

/** Why what waits cannot be collected now, in a few words; undefined: it can be. */
export function whyNotCollected({ mail }: Received): string | undefined {
  if (!mail || mail.claim) return undefined
  return mail.hasList ? 'No proof that it is in its mailing' : 'The list is not published yet'
}

/** Whether it can be returned: letters of a mailing cannot, as what nobody collects goes back by itself. */
export function canReturn(received: Received, now: number): boolean {
  return isWaiting(received, now) && received.stamp !== undefined
}
