import { zeroAddress } from 'viem'
import type { EventRow } from '../queries/feedEvents.ts'
import type { StateKey } from '../queries/feedState.ts'

/** The rows that an event writes, as the indexer's handler of it does: what is missed here, no replica ever learns. */
export function touched(event: EventRow): StateKey[] {
  const { data } = event
  const key = (table: StateKey['table'], ...columns: string[]): StateKey => ({
    table,
    key: Object.fromEntries(columns.map((column) => [column, data[column]])),
  })
  switch (event.type) {
    case 'inbox.registered':
      return [key('inbox', 'inboxId'), key('wallet', 'wallet')]
    case 'wallet.linked':
    case 'wallet.unlinked':
      return [key('wallet', 'wallet')]
    case 'key.added': {
      const opened = { fromBlock: String(event.blockNumber), fromLogIndex: event.logIndex }
      return [key('key', 'inboxId', 'keyId'), ...periods(event, opened, event.prior)]
    }
    case 'key.revoked':
      return [key('key', 'inboxId', 'keyId'), ...periods(event, event.prior)]
    case 'keys.revoked':
      return [key('inbox', 'inboxId'), key('keyEpoch', 'inboxId', 'epoch')]
    case 'guardian.named':
      return [key('guardian', 'inboxId')]
    case 'recovery.started':
    case 'recovery.cancelled':
      return [key('recoveryTransfer', 'inboxId')]
    case 'recovery.transferred':
      return [
        key('inbox', 'inboxId'),
        key('guardian', 'inboxId'),
        key('recoveryTransfer', 'inboxId'),
      ]
    case 'account.linked':
    case 'account.unlinked':
      return [key('account', 'inboxId', 'account')]
    case 'relay.registered':
    case 'relay.changed':
      return [key('relay', 'relay')]
    case 'carriage.set':
      return [key('carriage', 'relay', 'token')]
    case 'terms.set':
      return [key('terms', 'inboxId', 'token'), atPlace('termsChange', event)]
    case 'door.set':
      return [key('inbox', 'inboxId'), atPlace('doorChange', event)]
    case 'consent.set':
      return [key('consent', 'inboxId', 'subject'), key('inbox', 'inboxId')]
    case 'payout.set':
      return [key('inbox', 'inboxId')]
    case 'stamp.posted':
    case 'stamp.admitted':
    case 'stamp.collected':
    case 'stamp.returned':
    case 'stamp.expired':
      return [key('stamp', 'stampId')]
    case 'stamp.voided':
      return [key('voidedStamp', 'stampId')]
    case 'mailing.opened':
    case 'mailing.admitted':
    case 'mailing.closed':
      return [key('mailing', 'mailingId')]
    case 'mail.collected':
      return [key('mail', 'mailingId', 'index')]
    case 'balance.transferred':
      return ofTransfer(data)
    case 'allowance.set':
      return [key('allowance', 'owner', 'spender', 'token')]
    case 'operator.set':
      return [key('operator', 'owner', 'operator')]
    // What these did to balances, a transfer tells.
    case 'balance.deposited':
    case 'balance.withdrawn':
    case 'nonce.voided':
      return []
  }
}

type Period = { fromBlock: string; fromLogIndex: number }

function periods({ data }: EventRow, ...places: (Period | null)[]): StateKey[] {
  const { inboxId, keyId } = data
  return places.flatMap((place) =>
    place ? [{ table: 'keyPeriod', key: { inboxId, keyId, ...place } } as const] : [],
  )
}

function atPlace(table: 'termsChange' | 'doorChange', event: EventRow): StateKey {
  return { table, key: { blockNumber: String(event.blockNumber), logIndex: event.logIndex } }
}

/** Whoever moves another's balance may have spent an allowance. Nobody has a balance at 0. */
function ofTransfer({ caller, from, to, token }: EventRow['data']): StateKey[] {
  const balances = [from, to]
    .filter((account) => account !== zeroAddress)
    .map((account): StateKey => ({ table: 'balance', key: { account, token } }))
  const isSpent = from !== zeroAddress && from !== caller
  const allowance = { table: 'allowance', key: { owner: from, spender: caller, token } } as const
  return isSpent ? [...balances, allowance] : balances
}
