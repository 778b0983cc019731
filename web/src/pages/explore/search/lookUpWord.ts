import type { Hex } from 'viem'
import { TransactionReceiptNotFoundError } from 'viem'
import type { Found } from './Found.ts'
import type { Place, Sources } from './lookUp.ts'
import { unlessMissing } from './unlessMissing.ts'

/** Where 32 bytes may be known. */
export function lookUpWord(word: Hex, { api, client, signal }: Sources): readonly Place[] {
  const options = { signal }
  return [
    {
      lookedFor: 'an inbox',
      async look() {
        const answer = await unlessMissing(api.getInbox({ inboxId: word }, options))
        return answer ? [{ kind: 'inbox', id: word, words: 'Inbox' }] : []
      },
    },
    {
      lookedFor: 'a stamp',
      async look() {
        const answer = await unlessMissing(api.getStamp({ stampId: word }, options))
        return answer ? [{ kind: 'stamp', id: word, words: `Stamp, ${answer.stamp.status}` }] : []
      },
    },
    {
      lookedFor: 'a mailing',
      async look() {
        const answer = await unlessMissing(api.getMailing({ mailingId: word }, options))
        if (!answer) return []
        return [{ kind: 'mailing', id: word, words: `Mailing, ${answer.mailing.status}` }]
      },
    },
    {
      lookedFor: 'a key',
      async look() {
        const { inboxes } = await api.findInboxes({ keyId: word, limit: 1 }, options)
        return inboxes.length > 0 ? [{ kind: 'key', id: word, words: 'Key' }] : []
      },
    },
    {
      lookedFor: 'a transaction',
      async look() {
        const receipt = await client
          .request({ method: 'eth_getTransactionReceipt', params: [word] })
          .catch((error: unknown) => {
            if (error instanceof TransactionReceiptNotFoundError) return null
            throw error
          })
        return receipt ? thingsOf(receipt.logs, Number(receipt.blockNumber)) : []
      },
    },
  ]
}

/** What Pennypost did in a transaction: each thing once. */
async function thingsOf(
  logs: Parameters<typeof import('../history/readEvents.ts').eventsOf>[0],
  blockNumber: number,
): Promise<Found[]> {
  const { eventsOf } = await import('../history/readEvents.ts')
  const { eventWords } = await import('../history/eventWords.ts')
  const found = new Map<string, Found>()
  const events = eventsOf(logs).reverse()
  // Each movement of a balance comes with an event that says why, unless it was only moved.
  const telling = events.filter(({ name }) => name !== 'Transfer')
  for (const event of telling.length > 0 ? telling : events) {
    const { words, things } = eventWords(event)
    const [thing] = things
    if (!thing || found.has(thing.id)) continue
    const because = `By the transaction that was looked for, in block ${blockNumber}`
    found.set(thing.id, { ...thing, words, because })
  }
  return [...found.values()]
}
