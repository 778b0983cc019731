import type { ListOperationId } from '@pennypost/sdk'

/** Where the list lies in the answer of each operation that gives one. */
export const listFields: Readonly<Record<ListOperationId, string>> = {
  findInboxes: 'inboxes',
  getAccount: 'balances',
  getRelay: 'prices',
  listInboxKeys: 'keys',
  listInboxStamps: 'stamps',
  listMovements: 'movements',
  listRelays: 'relays',
  listSenderStamps: 'stamps',
  listWebhookDeliveries: 'deliveries',
}
