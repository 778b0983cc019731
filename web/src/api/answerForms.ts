const stamp =
  'stampId:word sender:address relay:address token:address inboxId:word letterHash:word ' +
  'carriage:amount stake:amount expiresAt:seconds status:open|admitted|collected|returned|expired ' +
  'window:seconds relayMayCollect:flag carriagePaid:flag postedBlock:amount postedBlockHash:word ' +
  'postedAt:seconds postedTransaction:word settledAt:seconds|null'

const key =
  'keyId:word kind:count|null publicKey:bytes|null status:active|expired|revoked ' +
  'possession:none|valid|vouched|invalid|unchecked wallet:address|null addedBlock:amount|null ' +
  'addedAt:seconds|null expiresAt:seconds|null revokedBlock:amount|null revokedAt:seconds|null'

const relay =
  'relay:address signer:address endpoint:text active:flag activeSinceBlock:amount ' +
  'activeSinceTime:seconds registeredBlock:amount registeredAt:seconds'

const inbox =
  'inboxId:word recovery:address door:free|postage|closed registeredBlock:amount ' +
  'registeredAt:seconds registeredTransaction:word'

const since = 'sinceBlock:amount sinceTime:seconds'

const health = 'chain:chain isFit:flag code:text|null detail:text|null lagBlocks:count|null'

const event = 'blockNumber:amount timestamp:seconds transaction:word logIndex:count'

/**
 * The form of each answer that a page asks for, by operation, and of what lies in them, by names of their own.
 *
 * `field:form`, `field?:form` where it may be missing. A form is one of `valueForms`, one of these here, or a word that stands for
 * itself; `[]` is a list, and `|` parts those of which one will do. Codes of problems and reasons are any text: their lists grow.
 * Source: the API's OpenAPI document, which a test holds this against.
 */
export const answerForms: Readonly<Record<string, string>> = {
  findInboxes: 'inboxes:FoundInbox[] nextCursor?:text asOf:AsOf',
  getAccount:
    'account:address balances:Balance[] nextCursor?:text allowances:Allowance[] operators:Operator[] ' +
    'hasMore:AccountMore asOf:AsOf',
  getChains: 'chains:Chain[]',
  getConsent:
    'inboxId:word subject:word consent:none|allowed|denied sinceBlock:amount|null ' +
    'sinceTime:seconds|null asOf:AsOf',
  getInbox: 'inbox:Inbox asOf:AsOf',
  getInboxChains: 'inboxId:word chains:InboxOnChain[]',
  getMailing:
    'mailing:Mailing collected:Collected canClose:flag hasLeaves:flag steps:MailingStep[] asOf:AsOf',
  getMailingLeaf:
    'mailingId:word root:word count:count index:count inboxId:word letterHash:word proof:word[] ' +
    'isCollected:flag asOf:AsOf',
  getQuote:
    'deliverable:flag postageRequired:flag reason:text detail:text options:Option[] asOf:AsOf',
  getRelay: 'relay:Relay prices:Price[] nextCursor?:text counts:RelayCounts asOf:AsOf',
  getStamp: 'stamp:Stamp|VoidedStamp canExpire:flag steps:StampStep[] asOf:AsOf',
  getStats: 'bucket:hour|day from:seconds to:seconds tokens:Token[] buckets:Bucket[] asOf:AsOf',
  listInboxKeys: 'keys:ListedKey[] nextCursor?:text asOf:AsOf',
  listInboxStamps: 'stamps:ListedStamp[] nextCursor?:text asOf:AsOf',
  listMovements: 'account:address movements:Movement[] nextCursor?:text asOf:AsOf',
  listRelays: 'relays:ListedRelay[] nextCursor?:text asOf:AsOf',
  listSenderStamps: 'stamps:ListedStamp[] nextCursor?:text asOf:AsOf',
  putMailingLeaves: 'mailingId:word root:word count:count isNew:flag',

  AsOf:
    'chain:chain blockNumber:amount blockHash:word blockTimestamp:seconds safeBlock:amount ' +
    'finalizedBlock:amount headBlock:amount',

  Stamp: stamp,
  ListedStamp: `${stamp} canExpire:flag`,
  VoidedStamp: 'stampId:word sender:address status:voided',
  StampStep:
    `step:posted|admitted|collected|returned|expired|voided blockHash:word ${event} ` +
    'stakeTo:address|null carriageTo:address|null',

  Mailing:
    'mailingId:word sender:address relay:address token:address root:word carriage:amount ' +
    'stake:amount count:count expiresAt:seconds uri:text status:open|admitted|closed ' +
    'carriageAsked:amount|null carriagePaid:flag openedBlock:amount openedBlockHash:word ' +
    'openedAt:seconds openedTransaction:word closedAt:seconds|null refund:amount|null',
  Collected: 'letters:count isMore:flag',
  MailingStep:
    `step:opened|admitted|closed blockHash:word ${event} refund:amount|null ` +
    'carriageTo:address|null',

  Inbox:
    `${inbox} creator:address inboxNonce:amount recoverySinceBlock:amount ` +
    'recoverySinceTime:seconds guardian:Guardian recoveryTransfer?:Transfer wallets:Wallet[] ' +
    'accounts:Account[] keys:Key[] doorSinceBlock:amount doorSinceTime:seconds terms:Terms[] ' +
    'hasMore:InboxMore payout:address payoutIsRecovery:flag counts:InboxCounts',
  FoundInbox: `${inbox} wallet?:Wallet account?:Account key?:Key`,
  InboxOnChain: 'chain:chain inbox?:ShownInbox asOf?:AsOf problem?:Problem',
  ShownInbox: inbox,
  Guardian: 'current:address|null next?:address|null from?:seconds',
  Transfer:
    'to:address startedBy:address startedBlock:amount startedAt:seconds acceptableFrom:seconds ' +
    'acceptableUntil:seconds',
  Wallet: `wallet:address ${since}`,
  Account: `account:text proof:none|valid|invalid|unchecked wallet:address ${since}`,
  Key: key,
  ListedKey: `${key} statusAt?:none|active|expired|revoked|null`,
  Terms: `token:address stake:amount window:seconds relayMayCollect:flag ${since}`,
  InboxMore: 'accounts:flag keys:flag terms:flag',
  InboxCounts: 'keys:KeyCounts stamps:StampCounts',
  KeyCounts: 'active:count expired:count revoked:count',
  StampCounts: 'open:count admitted:count collected:count returned:count expired:count',

  Relay: relay,
  ListedRelay: `${relay} prices:Price[]`,
  Price: `token:address amount:amount ${since}`,
  RelayCounts: 'stamps:StampCounts',

  Option:
    'token:address symbol?:text decimals?:count stake:amount carriage?:amount window:seconds ' +
    'expiresAt:seconds carryBy:seconds approval?:Call transaction?:Call',
  Call: 'to:address data:bytes value:amount',

  Balance: 'token:address amount:amount sinceBlock:amount',
  Allowance: 'spender:address token:address amount:amount sinceBlock:amount',
  Operator: 'operator:address sinceBlock:amount',
  AccountMore: 'allowances:flag operators:flag',
  Movement:
    'kind:deposit|withdrawal|credit|debit|self ' +
    'cause?:transfer|postage|surplus|carriage|stake|refund token:address amount:amount ' +
    'counterparty?:address caller:address stampIds?:word[] hasMoreStamps?:flag mailingId?:word ' +
    `letters?:count ${event}`,

  Token: 'token:address symbol?:text decimals?:count',
  Bucket:
    'start:seconds stamps:PostedCounts postage:Postage[] inboxes:count mailings:count letters:count',
  PostedCounts: 'posted:count admitted:count collected:count returned:count expired:count',
  Postage: 'token:address stamps:count carriage:amount stake:amount',

  Chain:
    `${health} network:text contracts:Contracts indexedBlock:amount|null headBlock:amount|null ` +
    'safeBlock:amount|null finalizedBlock:amount|null',
  Contracts: 'InboxRegistry:Contract RelayRegistry:Contract PostOffice:Contract',
  Contract: 'address:address block:amount transaction:word',
  Problem:
    'type:text title:text status:count detail:text instance:text code:text requestId:text ' +
    'errors?:RequestError[] chains?:Health[] snapshot?:text',
  RequestError: 'in:body|query|path|header pointer:text detail:text',
  Health: health,
}
