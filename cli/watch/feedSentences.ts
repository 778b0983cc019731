import type { FeedEntry } from '@pennypost/sdk'
import { printable } from '../print/printable.ts'
import { durationText, timeText } from '../print/timeText.ts'
import type { Told } from './told.ts'

/** What happens on chain, and the two by which the feed speaks of its own entries. */
export type FeedType = FeedEntry['type']

type Sentence = (told: Told) => string

/** What happened, as one sentence without a full stop. */
export const feedSentences: Readonly<Record<FeedType, Sentence>> = {
  'inbox.registered': ({ inbox, who }) => `${inbox()} was registered by ${who('wallet')}`,
  'wallet.linked': ({ inbox, who }) => `${inbox()} has another wallet, ${who('wallet')}`,
  'wallet.unlinked': ({ inbox, who }) => `${inbox()} has lost wallet ${who('wallet')}`,
  'key.added': ({ inbox, id, data }) =>
    `${inbox()} has key ${id('keyId')}${data.expiresAt ? ` until ${timeText(Number(data.expiresAt))}` : ''}`,
  'key.revoked': ({ inbox, id, who }) =>
    `${inbox()}: key ${id('keyId')} was revoked by ${who('by')}`,
  'keys.revoked': ({ inbox, who }) => `${inbox()}: all keys were revoked by ${who('by')}`,
  'guardian.named': ({ inbox, who, data }) =>
    data.guardian === null
      ? `${inbox()} is to have no guardian from ${timeText(Number(data.from))}`
      : `${inbox()} is to have guardian ${who('guardian')} from ${timeText(Number(data.from))}`,
  'recovery.started': ({ inbox, who }) =>
    `${inbox()} is being handed over to ${who('to')}, started by ${who('by')}`,
  'recovery.cancelled': ({ inbox, who }) =>
    `${inbox()}: handing it over was called off by ${who('by')}`,
  'recovery.transferred': ({ inbox, who }) =>
    `${inbox()} was handed over by ${who('from')} to ${who('to')}`,
  'account.linked': ({ inbox, data }) =>
    `${inbox()} says that ${printable(String(data.account))} is its own (proof: ${printable(String(data.proofStatus))})`,
  'account.unlinked': ({ inbox, data }) =>
    `${inbox()} takes back that ${printable(String(data.account))} is its own`,
  'nonce.voided': ({ who, data }) => `nonce ${data.nonce} was voided by ${who('signer')}`,
  'relay.registered': ({ who, data }) =>
    `relay ${who('relay')} registered, at ${printable(String(data.endpoint))}`,
  'relay.changed': ({ who, data }) => `relay ${who('relay')} ${changeText(data, who)}`,
  'carriage.set': ({ who, money, data }) =>
    data.accepted
      ? `relay ${who('relay')} asks ${money('amount')} for carriage`
      : `relay ${who('relay')} takes no token ${who('token')} any more`,
  'terms.set': ({ inbox, money, who, data }) =>
    data.stake === '0'
      ? `${inbox()} takes no token ${who('token')} any more`
      : `${inbox()} asks strangers for ${money('stake')} and ${durationText(Number(data.window))} to answer`,
  'door.set': ({ inbox, data }) => `${inbox()}: the door is ${data.door}`,
  'consent.set': ({ inbox, id, data }) =>
    `${inbox()}: consent on ${id('subject')} is ${data.consent}`,
  'payout.set': ({ inbox, who, data }) =>
    `${inbox()}: stakes go to ${data.payout === null ? 'the recovery' : who('payout')}`,
  'stamp.posted': ({ stamp, inbox, money, who, data }) =>
    `${stamp()} was posted to ${inbox()} by ${who('sender')}: stake ${money('stake')}, carriage ${money('carriage')} for ${relayText(who, data)}; to be answered before ${timeText(Number(data.expiresAt))}`,
  'stamp.admitted': ({ stamp, who, part }) =>
    `${stamp()} was admitted: its letter is carried${part('carriage', 'carriageTo', who)}`,
  'stamp.collected': ({ stamp, who, part }) =>
    `${stamp()} was collected${part('stake', 'stakeTo', who)}`,
  'stamp.returned': ({ stamp, who, part }) =>
    `${stamp()} was returned${part('stake', 'stakeTo', who)}`,
  'stamp.expired': ({ stamp, who, part }) =>
    `${stamp()} expired unanswered${part('stake', 'stakeTo', who)}`,
  'stamp.voided': ({ stamp, who }) => `${stamp()} was called off by ${who('sender')}`,
  'mailing.opened': ({ mailing, money, who, data }) =>
    `${mailing()} was opened by ${who('sender')}: ${data.count} letters, each with stake ${money('stake')} and carriage ${money('carriage')} for ${relayText(who, data)}; to be collected before ${timeText(Number(data.expiresAt))}`,
  'mailing.admitted': ({ mailing, who, data }) =>
    `${mailing()} was admitted: its letters are carried${data.carriageTo ? ` by ${who('carriageTo')}` : ''}`,
  'mailing.closed': ({ mailing, money, data }) =>
    `${mailing()} was closed${data.refund === null ? '' : `; ${money('refund')} went back to its sender`}`,
  'mail.collected': ({ mailing, inbox, who, data }) =>
    `letter ${data.index} of ${mailing()} was collected by ${inbox()}, for ${who('payout')}`,
  'balance.deposited': ({ money, who }) =>
    `${money('amount')} was paid into the PostOffice by ${who('from')} for ${who('to')}`,
  'balance.withdrawn': ({ money, who }) =>
    `${money('amount')} of ${who('from')} was paid out to ${who('to')}`,
  'balance.transferred': ({ money, who, data }) => transferText(money, who, data),
  'allowance.set': ({ money, who }) =>
    `${who('spender')} may take ${money('amount')} of the balance of ${who('owner')}`,
  'operator.set': ({ who, data }) =>
    `${who('operator')} ${data.approved ? 'may' : 'may no longer'} move the balances of ${who('owner')}`,
  retracted: ({ entry, told }) =>
    entry.retractedType
      ? `taken back by a reorg: ${feedSentences[entry.retractedType](told())}`
      : 'something was taken back by a reorg',
  'state.corrected': () =>
    'nothing happened, but what a reorg took back had been told as the present state',
}

type Who = Told['who']
type Data = Told['data']

function relayText(who: Who, { relay }: Data): string {
  return /^0x0*$/.test(String(relay)) ? 'no relay in particular' : `relay ${who('relay')}`
}

function changeText({ signer, endpoint, active }: Data, who: Who): string {
  if (typeof signer === 'string') return `has ${who('signer')} sign its receipts`
  if (typeof endpoint === 'string') return `is at ${printable(endpoint)}`
  return active ? 'is in service' : 'is out of service'
}

function transferText(money: Told['money'], who: Who, { from, to }: Data): string {
  const isNobody = (account: unknown) => /^0x0*$/.test(String(account))
  if (isNobody(from)) return `${money('amount')} was credited to ${who('to')}`
  if (isNobody(to)) return `${money('amount')} was debited from ${who('from')}`
  return `${money('amount')} went from the balance of ${who('from')} to that of ${who('to')}`
}
