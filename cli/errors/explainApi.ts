import { ApiAnswerError, ApiUnreachableError } from '@pennypost/sdk'
import { printable } from '../print/printable.ts'

/** What the command line asks the API for, by operation, and by method and path as errors have them. */
const wanted: readonly (readonly [id: string, place: string, words: string])[] = [
  ['findInboxes', 'GET /v1/inboxes', 'inboxes by what belongs to them'],
  ['getAccount', 'GET /v1/accounts/{address}', 'the balances of an account'],
  ['getChains', 'GET /v1/chains', 'the chains that it serves'],
  ['getEvents', 'GET /v1/events', 'what happens'],
  ['getInbox', 'GET /v1/inboxes/{inboxId}', 'an inbox'],
  ['getMailing', 'GET /v1/mailings/{mailingId}', 'a mailing'],
  ['getMailingLeaf', 'GET /v1/mailings/{mailingId}/leaves/{index}', 'a letter of a mailing'],
  ['getQuote', 'GET /v1/quotes', 'the price of a letter'],
  ['getRelay', 'GET /v1/relays/{address}', 'a relay'],
  ['getStamp', 'GET /v1/stamps/{stampId}', 'a stamp'],
  ['getStampProof', 'GET /v1/stamps/{stampId}/proof', 'the proof of a stamp'],
  ['listInboxKeys', 'GET /v1/inboxes/{inboxId}/keys', 'the keys of an inbox'],
  ['listInboxStamps', 'GET /v1/inboxes/{inboxId}/stamps', 'the stamps of an inbox'],
  ['listRelays', 'GET /v1/relays', 'the relays of the chain'],
  ['listSenderStamps', 'GET /v1/senders/{address}/stamps', 'the stamps of a sender'],
  ['prove', 'POST /v1/proofs', 'the proof of a verdict'],
  ['putMailingLeaves', 'PUT /v1/mailings/{mailingId}/leaves', 'a place for the list of a mailing'],
  ['verify', 'POST /v1/verify', 'a verdict on a letter'],
]

/** What to say of an API that does not answer, or of what answers in its place; undefined if the error is of neither. */
export function explainApi(error: unknown): string | undefined {
  const isAway = error instanceof ApiUnreachableError
  if (!isAway && !(error instanceof ApiAnswerError)) return undefined
  const { asked, shortMessage } = error
  const [, method, base, path] = /^(\w+) (https?:\/\/\S+?)(\/v1\/\S*)$/.exec(asked) ?? []
  const place = `${method} ${path}`
  const [, , words] = wanted.find(([id, at]) => id === asked || at === place) ?? []
  const what = `${words === undefined ? '' : `, asked for ${words}`}${base ? ` at ${base}` : ''}`
  if (isAway) {
    const why = shortMessage.slice(shortMessage.indexOf(asked) + asked.length)
    return printable(`The API did not answer${what}${why} Is it running, and ${setting} right?`)
  }
  const [, because = '.'] =
    /is not one of the API(: .*) Is the url right\?$/s.exec(shortMessage) ?? []
  return printable(`What answered is no API of Pennypost${what}${because} Is ${setting} right?`)
}

const setting = '--api or PENNYPOST_API_URL'
