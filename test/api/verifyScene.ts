import type { Address, Hex } from 'viem'
import { keccak256, stringToHex, zeroAddress } from 'viem'
import type { z } from 'zod'
import { createApp } from '../../api/app.ts'
import * as schema from '../../indexer/ponder.schema.ts'
import { mailingTree } from '../../protocol/mailingTree.ts'
import type { ProblemBody } from '../../protocol/wire/problem.ts'
import type { Verdict, verifyBatchResponse } from '../../protocol/wire/verify.ts'
import type { verifyKeyResponse } from '../../protocol/wire/verifyKey.ts'
import { holdToContract } from './contract.ts'
import { genesisTime } from './fakeChain.ts'
import type { World, WorldChain } from './world.ts'
import { startWorld } from './world.ts'

/** Height of the newest block of a scene, and its time, which is the wall clock's too. One block per second. */
export const head = 100
export const timeOf = (block: number): number => genesisTime + block
export const now = timeOf(head)

export const hour = 3_600
export const native = zeroAddress

/** A name as 32 bytes or as an address: the same name, the same value. */
export const bytes32 = (name: string): Hex => keccak256(stringToHex(name))
export const address = (name: string): Address => bytes32(name).slice(0, 42) as Address
export const subjectOf = (account: Address): Hex => `0x${'0'.repeat(24)}${account.slice(2)}`

export const recipient = bytes32('recipient')
export const letterHash = bytes32('letter')
export const relay = address('relay')
export const payer = address('payer')
export const sender = address('sender')

/** The smallest request that is complete. */
export const request = { inboxId: recipient, sender, letterHash, relay }

type Row<T extends { $inferInsert: object }> = Partial<T['$inferInsert']>

/** An API over tables that a test fills: rows take what they do not name from the usual case. */
export type Scene = {
  world: World
  chain: WorldChain
  inbox(row?: Row<typeof schema.inbox>): Promise<void>
  wallet(row: Row<typeof schema.wallet>): Promise<void>
  consent(row: Row<typeof schema.consent>): Promise<void>
  terms(row?: Row<typeof schema.terms>): Promise<void>
  price(row?: Row<typeof schema.carriage> & { active?: boolean }): Promise<void>
  stamps(...rows: Row<typeof schema.stamp>[]): Promise<void>
  /** A mailing that has the usual letter at index 2 of 3: see `mailed`. */
  mailing(row?: Row<typeof schema.mailing>): Promise<void>
  /** What the recipient asked from a place on; by default from before the usual mailing was opened. */
  termsChange(row?: Row<typeof schema.termsChange>): Promise<void>
  doorChange(row: Row<typeof schema.doorChange>): Promise<void>
  key(row: Row<typeof schema.key>): Promise<void>
  /** `POST /v1/verify` of `request` with these fields instead or in addition. */
  verify(fields?: object): Promise<Verdict>
  batch(items: readonly unknown[]): Promise<z.infer<typeof verifyBatchResponse>>
  verifyKey(fields: object): Promise<z.infer<typeof verifyKeyResponse>>
  /** Any request; the answer whatever its status. */
  post(path: string, body: unknown): Promise<{ status: number; body: unknown }>
  /** As a problem; fails if the answer is none. */
  problem(path: string, body: unknown): Promise<ProblemBody>
  /** `GET` at an API in development. */
  get(path: string): Promise<{ status: number; body: unknown }>
  /** Has the node call another block safe or finalized, 0: none, and the API learn of it. */
  tag(name: 'safe' | 'finalized', block: number): Promise<void>
  /** Empties all tables but the blocks. */
  reset(): Promise<void>
  stop(): Promise<void>
}

export async function startScene(): Promise<Scene> {
  const world = await startWorld()
  const [chain] = world.chains
  if (!chain) throw new Error('The world has no chain')
  const { id: chainId, caip2, tables } = chain
  chain.fake.mine(head - chain.fake.head.number)
  world.clock.now = now * 1_000
  await chain.index()
  const developmentApp = holdToContract(createApp({ ...world.services, isDevelopment: true }))
  const since = { sinceBlock: 10, sinceTime: timeOf(10) }

  const scene: Scene = {
    world,
    chain,
    inbox: (row) =>
      tables.insert(schema.inbox, {
        chainId,
        inboxId: recipient,
        creator: address('creator'),
        inboxNonce: 0n,
        recovery: address('creator'),
        recoverySinceBlock: 5,
        recoverySinceTime: timeOf(5),
        keyEpoch: 0,
        registeredBlock: 5,
        registeredLogIndex: 0,
        registeredAt: timeOf(5),
        registeredTx: bytes32('registered'),
        door: 'postage',
        doorSinceBlock: 5,
        doorSinceTime: timeOf(5),
        consentGiven: true,
        ...row,
      }),
    wallet: (row) =>
      tables.insert(schema.wallet, { chainId, wallet: sender, inboxId: null, ...since, ...row }),
    consent: (row) =>
      tables.insert(schema.consent, {
        chainId,
        inboxId: recipient,
        subject: subjectOf(sender),
        consent: 'none',
        ...since,
        ...row,
      }),
    terms: (row) =>
      tables.insert(schema.terms, {
        chainId,
        inboxId: recipient,
        token: native,
        stake: 1_000n,
        window: hour,
        relayMayCollect: false,
        ...since,
        ...row,
      }),
    async price({ active = true, ...row } = {}) {
      const carrier = row.relay ?? relay
      await tables.run(`delete from relay where relay = '${carrier}'`)
      await tables.insert(schema.relay, {
        chainId,
        relay: carrier,
        signer: carrier,
        endpoint: 'https://relay.example',
        active,
        ...since,
        registeredBlock: 4,
        registeredAt: timeOf(4),
        activeTimeline: [],
      })
      await tables.insert(schema.carriage, {
        chainId,
        relay: carrier,
        token: native,
        amount: 10n,
        accepted: true,
        ...since,
        priceTimeline: [],
        ...row,
      })
    },
    stamps: (...rows) => tables.insert(schema.stamp, ...rows.map((row) => toStamp(chainId, row))),
    mailing: (row) => tables.insert(schema.mailing, toMailing(chainId, row)),
    termsChange: (row) =>
      tables.insert(schema.termsChange, {
        chainId,
        ...{ blockNumber: 10, logIndex: 0, timestamp: timeOf(10), transaction: bytes32('terms') },
        ...{
          inboxId: recipient,
          token: native,
          stake: 1_000n,
          window: hour,
          relayMayCollect: false,
        },
        ...row,
      }),
    doorChange: (row) =>
      tables.insert(schema.doorChange, {
        chainId,
        ...{ blockNumber: 10, logIndex: 1, timestamp: timeOf(10), transaction: bytes32('door') },
        ...{ inboxId: recipient, door: 'postage' },
        ...row,
      }),
    key: (row) =>
      tables.insert(schema.key, {
        chainId,
        ...{ inboxId: recipient, keyId: bytes32('key'), epoch: 0, expiresAt: 0 },
        ...{ addedBlock: 10, addedAt: timeOf(10), periodBlock: 10, periodLogIndex: 0 },
        ...row,
      }),
    async verify(fields) {
      const { status, body } = await scene.post('/v1/verify', { ...request, ...fields })
      if (status !== 200) throw new Error(`Status ${status}: ${JSON.stringify(body)}`)
      return body as Verdict
    },
    async batch(items) {
      const { status, body } = await scene.post('/v1/verify/batch', { items })
      if (status !== 200) throw new Error(`Status ${status}: ${JSON.stringify(body)}`)
      return body as never
    },
    async verifyKey(fields) {
      const { status, body } = await scene.post('/v1/keys/verify', fields)
      if (status !== 200) throw new Error(`Status ${status}: ${JSON.stringify(body)}`)
      return body as never
    },
    async post(path, body) {
      const response = await world.app.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(typeof body === 'object' ? { chain: caip2, ...body } : body),
      })
      return { status: response.status, body: await response.json() }
    },
    async problem(path, body) {
      const answer = await scene.post(path, body)
      if (answer.status < 400) throw new Error(`No problem: ${JSON.stringify(answer.body)}`)
      return answer.body as ProblemBody
    },
    async get(path) {
      const response = await developmentApp.request(path)
      return { status: response.status, body: await response.json() }
    },
    async tag(name, block) {
      chain.fake.tags[name] = block
      // The API asks for the tags again when the head is another.
      chain.fake.reorg(1)
      await chain.index()
    },
    reset: () => tables.run(`truncate ${filled.join(', ')}`),
    stop: () => world.stop(),
  }
  return scene
}

/** The tables that a scene fills. */
const filled = [
  ...['inbox', 'wallet', 'consent', 'terms', 'relay', 'carriage', 'stamp'],
  ...['mailing', 'mail', 'terms_change', 'door_change'],
  ...['key', 'key_period', 'key_epoch', 'account', 'guardian', 'recovery_transfer', 'voided_stamp'],
]

/** A stamp for the usual letter that passes every row: fresh, at the relay's price, with ten tenths of its window left. */
export function toStamp(
  chainId: number,
  row: Row<typeof schema.stamp>,
): (typeof schema.stamp)['$inferInsert'] {
  const postedBlock = row.postedBlock ?? 50
  const carriage = row.carriage ?? 10n
  const carriageAsked = row.carriageAsked === undefined ? 10n : row.carriageAsked
  return {
    chainId,
    stampId: bytes32('stamp'),
    sender: payer,
    relay,
    token: native,
    inboxId: recipient,
    letterHash,
    carriage,
    stake: 1_000n,
    expiresAt: now + hour,
    status: 'open',
    postedBlock,
    postedBlockHash: bytes32(`block ${postedBlock}`),
    postedAt: timeOf(postedBlock),
    postedTx: bytes32('posted'),
    window: hour,
    relayMayCollect: false,
    postedWhileClosed: false,
    carriageAsked,
    carriageMet: carriageAsked === null ? null : carriage >= carriageAsked,
    carriagePaid: false,
    settledAt: null,
    ...row,
  }
}

/** The letters of the usual mailing; the last one is the usual letter. */
const mailedLetters = [0, 1].map((n) => ({
  inboxId: bytes32(`mailed inbox ${n}`),
  letterHash: bytes32(`mailed letter ${n}`),
}))
export const mailedTree = await mailingTree([...mailedLetters, { inboxId: recipient, letterHash }])

/** Names the usual mailing in a request. */
export const mailed = {
  mailing: { mailingId: bytes32('mailing'), index: 2, proof: mailedTree.proof(2) },
}

/** A mailing that passes every row for the usual letter, as `toStamp` does. */
export function toMailing(
  chainId: number,
  row: Row<typeof schema.mailing> = {},
): (typeof schema.mailing)['$inferInsert'] {
  const openedBlock = row.openedBlock ?? 50
  const carriage = row.carriage ?? 10n
  const carriageAsked = row.carriageAsked === undefined ? 10n : row.carriageAsked
  return {
    chainId,
    mailingId: bytes32('mailing'),
    ...{ sender: payer, relay, token: native, root: mailedTree.root, count: 3, uri: '' },
    ...{ carriage, stake: 1_000n, expiresAt: now + hour, status: 'open' },
    ...{ openedBlock, openedLogIndex: 7, openedBlockHash: bytes32(`block ${openedBlock}`) },
    ...{ openedAt: timeOf(openedBlock), openedTx: bytes32('opened') },
    carriageAsked,
    carriageMet: carriageAsked === null ? null : carriage >= carriageAsked,
    carriagePaid: false,
    ...row,
  }
}
