import type { Address, Hex } from 'viem'
import * as schema from '../../../indexer/ponder.schema.ts'
import { address, bytes32, native, toStamp } from '../verifyScene.ts'
import type { WorldChain } from '../world.ts'

/** What a test has happen on chain. */
export type Act =
  | { do: 'post'; stamp: Hex }
  | { do: 'admitted' | 'collected' | 'returned' | 'expired'; stamp: Hex }
  | { do: 'consent'; subject: Hex; word: 'none' | 'allowed' | 'denied' }
  | { do: 'link'; wallet: Address; inboxId: Hex }
  | { do: 'unlink'; wallet: Address; inboxId: Hex }
  | { do: 'linkAccount' | 'unlinkAccount'; account: string }
  | { do: 'transfer'; from: Address; to: Address; amount: bigint }

export const owner = bytes32('the inbox of every story')

type Rows = { [T in keyof typeof written]: Map<string, (typeof written)[T]['$inferInsert']> }

const written = {
  inbox: schema.inbox,
  stamp: schema.stamp,
  stampStep: schema.stampStep,
  consent: schema.consent,
  consentChange: schema.consentChange,
  wallet: schema.wallet,
  walletChange: schema.walletChange,
  account: schema.account,
  accountChange: schema.accountChange,
  balance: schema.balance,
  ledgerTransfer: schema.ledgerTransfer,
}

const names = {
  ...{ inbox: 'inbox', stamp: 'stamp', stampStep: 'stamp_step', consent: 'consent' },
  ...{ consentChange: 'consent_change', wallet: 'wallet', walletChange: 'wallet_change' },
  ...{ account: 'account', accountChange: 'account_change', balance: 'balance' },
  ledgerTransfer: 'ledger_transfer',
}

/** An indexer of a fake chain: what stands in the tables follows from the acts of the blocks, as with the real one. */
export type FakeIndex = {
  /** Adds a block to the chain, in which this happens. */
  mine(...acts: Act[]): void
  /** Replaces the newest blocks by as many others, in which this happens. */
  reorg(blocks: readonly Act[][]): void
  /** Takes the newest blocks away. */
  dropTo(height: number): void
  /** Writes the tables as they are at a height, in one transaction, and lets the API poll. */
  sync(height?: number): Promise<void>
  /** Every act that is on the chain above a height, as `<block hash> <log index>`, in order. */
  places(above: number): string[]
}

export function createFakeIndex(chain: WorldChain): FakeIndex {
  /** By block hash. */
  const { fake, tables } = chain
  const acts = new Map<Hex, readonly Act[]>(fake.blocks.map(({ hash }) => [hash, []]))
  const keep = (...done: Act[]) => {
    fake.mine()
    // After blocks were taken away the same one may come again; it is the same in all.
    if (!acts.has(fake.head.hash)) acts.set(fake.head.hash, done)
  }

  return {
    mine: keep,
    reorg(blocks) {
      fake.reorg(blocks.length)
      const first = fake.blocks.length - blocks.length
      for (const [i, done] of blocks.entries()) {
        acts.set((fake.blocks[first + i] as { hash: Hex }).hash, done)
      }
    },
    dropTo: (height) => fake.dropTo(height),
    async sync(height = fake.head.number) {
      const rows = replay(height)
      await tables.run('begin')
      await tables.run(
        ['block', ...Object.values(names)].map((name) => `delete from "${name}"`).join(';'),
      )
      const blocks = fake.blocks.slice(0, height + 1).map((b) => ({ chainId: chain.id, ...b }))
      await tables.insert(schema.block, ...blocks)
      for (const name of Object.keys(written) as (keyof typeof written)[]) {
        const found = [...rows[name].values()]
        for (let i = 0; i < found.length; i += 1_000) {
          await tables.insert(written[name], ...(found.slice(i, i + 1_000) as never[]))
        }
      }
      await tables.run('commit')
      await chain.chain.freshness.poll()
    },
    places: (above) =>
      fake.blocks
        .filter(({ number }) => number > above)
        .flatMap(({ hash }) => (acts.get(hash) ?? []).map((_, logIndex) => `${hash} ${logIndex}`)),
  }

  function replay(height: number): Rows {
    const rows = Object.fromEntries(
      Object.keys(written).map((name) => [name, new Map()]),
    ) as unknown as Rows
    rows.inbox.set(owner, {
      ...{ chainId: chain.id, inboxId: owner, creator: address('creator'), inboxNonce: 0n },
      ...{ recovery: address('creator'), recoverySinceBlock: 0, recoverySinceTime: 0, keyEpoch: 0 },
      ...{ registeredBlock: 0, registeredLogIndex: 0, registeredAt: 0 },
      ...{ registeredTx: bytes32('registered'), door: 'free', doorSinceBlock: 0, doorSinceTime: 0 },
      ...{ payout: null, consentGiven: false },
    })
    for (const { number, hash, timestamp } of fake.blocks.slice(0, height + 1)) {
      for (const [logIndex, act] of (acts.get(hash) ?? []).entries()) {
        const transaction = bytes32(`${hash} ${logIndex}`)
        const place = { chainId: chain.id, blockNumber: number, logIndex, timestamp, transaction }
        apply(rows, act, { ...place, blockHash: hash })
      }
    }
    return rows
  }

  type Place = {
    chainId: number
    blockNumber: number
    blockHash: Hex
    logIndex: number
    timestamp: number
    transaction: Hex
  }

  function apply(rows: Rows, act: Act, { blockHash, ...place }: Place): void {
    const { chainId, blockNumber, timestamp } = place
    const since = { sinceBlock: blockNumber, sinceTime: timestamp }
    const at = `${blockNumber} ${place.logIndex}`
    switch (act.do) {
      case 'post': {
        const posted = { postedBlock: blockNumber, postedBlockHash: blockHash }
        rows.stamp.set(act.stamp, toStamp(chainId, { stampId: act.stamp, ...posted }))
        rows.stampStep.set(at, { ...place, blockHash, stampId: act.stamp, step: 'posted' })
        return
      }
      case 'consent': {
        const word = { chainId, inboxId: owner, subject: act.subject, consent: act.word }
        rows.consent.set(act.subject, { ...word, ...since })
        rows.consentChange.set(at, { ...place, ...word })
        const inbox = rows.inbox.get(owner)
        if (inbox) rows.inbox.set(owner, { ...inbox, consentGiven: true })
        return
      }
      case 'link':
      case 'unlink': {
        const linked = act.do === 'link'
        const inboxId = linked ? act.inboxId : null
        rows.wallet.set(act.wallet, { chainId, wallet: act.wallet, inboxId, ...since })
        const change = { wallet: act.wallet, inboxId: act.inboxId, linked }
        rows.walletChange.set(at, { ...place, ...change })
        return
      }
      case 'linkAccount':
      case 'unlinkAccount': {
        const linked = act.do === 'linkAccount'
        const row = { inboxId: owner, account: act.account, wallet: address('wallet') }
        const proof = { proof: '0x', proofStatus: 'none' } as const
        if (linked) rows.account.set(act.account, { chainId, ...row, ...proof, ...since })
        else rows.account.delete(act.account)
        rows.accountChange.set(at, { ...place, ...row, linked, ...(linked && proof) })
        return
      }
      case 'transfer': {
        const { from, to, amount } = act
        for (const [account, change] of [
          [from, -amount],
          [to, amount],
        ] as const) {
          const before = rows.balance.get(account)?.amount ?? 0n
          const balance = { chainId, account, token: native, amount: before + change }
          rows.balance.set(account, { ...balance, sinceBlock: blockNumber })
        }
        const moved = { caller: from, from, to, token: native, amount }
        rows.ledgerTransfer.set(at, { ...place, ...moved })
        return
      }
      default: {
        const stamp = rows.stamp.get(act.stamp)
        if (stamp) rows.stamp.set(act.stamp, { ...stamp, status: act.do, settledAt: timestamp })
        rows.stampStep.set(at, { ...place, blockHash, stampId: act.stamp, step: act.do })
      }
    }
  }
}
