import type { AccountResponse } from '../protocol/wire/account.ts'
import type { AsOf } from '../protocol/wire/asOf.ts'
import type { ChainHealth, ChainInfo } from '../protocol/wire/chains.ts'
import type { Inbox, InboxSummary } from '../protocol/wire/inbox.ts'
import type { Movement } from '../protocol/wire/movement.ts'
import type { QuoteResponse } from '../protocol/wire/quote.ts'
import type { RelayPrice, RelaySummary } from '../protocol/wire/relay.ts'
import type { Stamp, StampStep } from '../protocol/wire/stamp.ts'
import type { StatsBucket } from '../protocol/wire/stats.ts'

// What the OpenAPI description shows: one small scene on the local chain, the same in every example.

const alice = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const bob = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'
const relay = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'
const native = '0x0000000000000000000000000000000000000000'
const inboxId = '0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a'
const stampId = '0x1c8aff950685c2ed4bc3174f3472287b56d9517b9c948127319a09a7a36deac8'
const postedBlockHash = '0x9d908ecfb6b256def8b49a7c504e6c889c4b0e41fe6ce3e01863dd7b61a20aa0'
const transaction = '0x4f5b812789fc606be1b3b16908db13fc7a9adf7ca72641f84d75b47069d3d7f0'

export const asOfExample: AsOf = {
  chain: 'eip155:31337',
  blockNumber: '42',
  blockHash: '0x53c234e5e8472b6ac51c1ae1cab3fe06fad053beb8ebfd8977b010655bfdd3c3',
  blockTimestamp: 1_795_377_600,
  safeBlock: '42',
  finalizedBlock: '42',
  headBlock: '42',
}

export const inboxExample: Inbox = {
  inboxId,
  creator: alice,
  inboxNonce: '0',
  recovery: alice,
  recoverySinceBlock: '12',
  recoverySinceTime: 1_795_377_000,
  guardian: { current: null, next: bob, from: 1_795_550_160 },
  recoveryTransfer: {
    to: bob,
    startedBy: alice,
    startedBlock: '39',
    startedAt: 1_795_377_480,
    acceptableFrom: 1_795_550_280,
    acceptableUntil: 1_797_969_480,
  },
  registeredBlock: '12',
  registeredAt: 1_795_377_000,
  registeredTransaction: transaction,
  wallets: [{ wallet: alice, sinceBlock: '12', sinceTime: 1_795_377_000 }],
  accounts: [
    {
      account:
        'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv',
      proof: 'valid',
      wallet: alice,
      sinceBlock: '13',
      sinceTime: 1_795_377_030,
    },
  ],
  keys: [
    {
      keyId: '0x3ac225168df54212a25c1c01fd35bebfea408fdac2e31ddd6f80a4bbf9a5f1cb',
      kind: 1,
      publicKey: '0xd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      status: 'active',
      possession: 'valid',
      wallet: alice,
      addedBlock: '12',
      addedAt: 1_795_377_000,
      expiresAt: null,
      revokedBlock: null,
      revokedAt: null,
    },
  ],
  door: 'postage',
  doorSinceBlock: '14',
  doorSinceTime: 1_795_377_060,
  terms: [
    {
      token: native,
      stake: '1000000000000000',
      window: 86_400,
      relayMayCollect: false,
      sinceBlock: '14',
      sinceTime: 1_795_377_060,
    },
  ],
  hasMore: { accounts: false, keys: false, terms: false },
  payout: alice,
  payoutIsRecovery: true,
  counts: {
    keys: { active: 1, expired: 0, revoked: 0 },
    stamps: { open: 1, admitted: 0, collected: 3, returned: 1, expired: 0 },
  },
}

export const inboxSummaryExample: InboxSummary = {
  inboxId,
  recovery: alice,
  door: 'postage',
  registeredBlock: '12',
  registeredAt: 1_795_377_000,
  registeredTransaction: transaction,
}

export const stampExample: Stamp = {
  stampId,
  sender: bob,
  relay,
  token: native,
  inboxId,
  letterHash: '0xb5553de315e0edf504d9150af82dafa5c4667fa618ed0a6f19c69b41166c5510',
  carriage: '10000000000000',
  stake: '1000000000000000',
  expiresAt: 1_795_550_340,
  status: 'open',
  window: 86_400,
  relayMayCollect: false,
  carriagePaid: false,
  postedBlock: '40',
  postedBlockHash,
  postedAt: 1_795_377_540,
  postedTransaction: transaction,
  settledAt: null,
}

export const stepExample: StampStep = {
  step: 'posted',
  blockNumber: '40',
  blockHash: postedBlockHash,
  logIndex: 0,
  timestamp: 1_795_377_540,
  transaction,
  stakeTo: null,
  carriageTo: null,
}

export const relayPriceExample: RelayPrice = {
  token: native,
  amount: '10000000000000',
  sinceBlock: '11',
  sinceTime: 1_795_376_970,
}

export const relayExample: RelaySummary = {
  relay,
  signer: relay,
  endpoint: 'https://relay.example',
  active: true,
  activeSinceBlock: '10',
  activeSinceTime: 1_795_376_940,
  registeredBlock: '10',
  registeredAt: 1_795_376_940,
}

export const accountExample: AccountResponse = {
  account: alice,
  balances: [{ token: native, amount: '3000000000000000', sinceBlock: '38' }],
  allowances: [],
  operators: [],
  hasMore: { allowances: false, operators: false },
  asOf: asOfExample,
}

export const movementExample: Movement = {
  kind: 'credit',
  cause: 'stake',
  token: native,
  amount: '1000000000000000',
  caller: alice,
  stampIds: [stampId],
  blockNumber: '38',
  logIndex: 1,
  timestamp: 1_795_377_450,
  transaction,
}

export const statsBucketExample: StatsBucket = {
  start: 1_795_374_000,
  stamps: { posted: 5, admitted: 4, collected: 3, returned: 1, expired: 0 },
  postage: [{ token: native, stamps: 5, carriage: '50000000000000', stake: '5000000000000000' }],
  inboxes: 1,
  mailings: 1,
  letters: 1_000,
}

export const chainHealthExample: ChainHealth = {
  chain: 'eip155:31337',
  isFit: true,
  code: null,
  detail: null,
  lagBlocks: 0,
}

export const chainExample: ChainInfo = {
  network: 'localhost',
  contracts: {
    InboxRegistry: { address: alice, block: '1', transaction },
    RelayRegistry: { address: bob, block: '2', transaction },
    PostOffice: { address: relay, block: '3', transaction },
  },
  indexedBlock: '42',
  headBlock: '42',
  safeBlock: '42',
  finalizedBlock: '42',
  ...chainHealthExample,
}

export const quoteExample: QuoteResponse = {
  deliverable: true,
  postageRequired: true,
  reason: 'postage_required',
  detail: 'Post a stamp by one of the options, then hand the letter to its relay.',
  options: [
    {
      token: native,
      symbol: 'ETH',
      decimals: 18,
      stake: '1000000000000000',
      carriage: '10000000000000',
      window: 86_400,
      expiresAt: 1_795_550_400,
      carryBy: 1_795_472_640,
    },
  ],
  asOf: asOfExample,
}
