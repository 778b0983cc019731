import type { Received } from './Received.ts'

/** What each answer does. */
export function answerSentence({ mail }: Received, isPayoutYours: boolean): string {
  const collect = `Collect, and you keep the stake: it goes to ${isPayoutYours ? 'your balance' : 'the balance of your inbox’s payout'}.`
  if (!mail)
    return `${collect} Return, and the sender gets it back now. Do neither, and it goes back to the sender when the time is over.`
  if (mail.problem) return mail.problem
  return `${collect} Letters of a mailing cannot be returned one by one: what you leave goes back to the sender in the end.`
}
