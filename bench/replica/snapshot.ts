import { getAddress, zeroAddress } from 'viem'
import type { SnapshotBegin, SnapshotEnd } from '../../protocol/wire/snapshot.ts'
import type { StateRow, StateTableName } from '../../protocol/wire/stateTables.ts'
import type { DataSizes } from '../api/names.ts'
import {
  address,
  blocks,
  chain,
  consentEvery,
  expiresAt,
  genesisTime,
  hash,
  inboxOf,
  relayOf,
  relays,
  senderOf,
} from '../api/names.ts'

type Line = SnapshotBegin | SnapshotEnd | { table: StateTableName; row: StateRow }

export const asOf: SnapshotBegin['asOf'] = {
  ...{ chain, blockNumber: String(blocks), blockHash: hash(`block ${blocks}`) },
  blockTimestamp: genesisTime + 2 * blocks,
  ...{ safeBlock: String(blocks - 10), finalizedBlock: String(blocks - 64) },
  headBlock: String(blocks),
}

const since = { sinceBlock: '1', sinceTime: genesisTime }

/**
 * The snapshot of the data set that the API's benchmarks have in a database (`bench/api/rows.ts`), as a client of the API reads it.
 *
 * @param onStamps - Called before the first stamp.
 */
export async function* snapshotLines(
  sizes: DataSizes,
  onStamps: () => void,
): AsyncGenerator<Line, void, undefined> {
  const begin: SnapshotBegin = { type: 'snapshot', position: '1', settledBefore: 0, asOf, keys: {} }
  yield begin
  let rows = 0
  for (const make of [inboxLines, relayLines, stampLines]) {
    if (make === stampLines) onStamps()
    for (const line of make(sizes)) {
      rows++
      // Parsed, so that each row has its own texts, as those that come over a wire.
      yield JSON.parse(JSON.stringify(line))
    }
  }
  yield await Promise.resolve({ type: 'end', position: '1', rows } as const)
}

function* inboxLines({ inboxes }: DataSizes): Generator<Line> {
  for (let i = 0; i < inboxes; i++) {
    const inboxId = hash(`inbox ${i}`)
    const door = { door: 'postage', doorSinceBlock: '1' }
    const consentGiven = i % consentEvery === 0
    yield {
      table: 'inbox',
      row: { inboxId, registeredBlock: '1', ...door, keyEpoch: 0, consentGiven },
    }
    yield {
      table: 'wallet',
      row: { wallet: getAddress(address(`wallet ${i}`)), inboxId, ...since },
    }
    yield {
      table: 'terms',
      row: { inboxId, token: zeroAddress, stake: '1000', window: 3_600, ...since },
    }
    if (!consentGiven) continue
    for (const [name, consent] of [
      ['friend', 'allowed'],
      ['foe', 'denied'],
    ] as const) {
      const subject = `0x${'0'.repeat(24)}${address(`${name} ${i}`).slice(2)}`
      yield { table: 'consent', row: { inboxId, subject, consent, ...since } }
    }
  }
}

function* relayLines(): Generator<Line> {
  for (let i = 0; i < relays; i++) {
    const relay = getAddress(address(`relay ${i}`))
    yield { table: 'relay', row: { relay, active: true, ...since } }
    yield {
      table: 'carriage',
      row: { relay, token: zeroAddress, amount: '10', accepted: true, ...since },
    }
  }
}

function* stampLines(sizes: DataSizes): Generator<Line> {
  const senders = new Map<number, string>()
  for (let i = 1; i <= sizes.stamps; i++) {
    const postedBlock = 1 + ((i * 13) % (blocks - 10))
    const payer = senderOf(i, sizes)
    const sender = senders.get(payer) ?? getAddress(address(`wallet ${payer}`))
    senders.set(payer, sender)
    yield {
      table: 'stamp',
      row: {
        ...{
          stampId: hash(`stamp ${i}`),
          sender,
          relay: getAddress(address(`relay ${relayOf(i)}`)),
        },
        ...{ token: zeroAddress, inboxId: hash(`inbox ${inboxOf(i, sizes)}`) },
        ...{ letterHash: hash(`letter ${i}`), carriage: '10', stake: '1000', expiresAt },
        status: i % 10 === 8 ? 'collected' : i % 2 === 1 ? 'admitted' : 'open',
        ...{ postedBlock: String(postedBlock), postedBlockHash: hash(`block ${postedBlock}`) },
        ...{ postedAt: genesisTime + 2 * postedBlock, window: 3_600, postedWhileClosed: false },
        carriageAsked: '10',
      },
    }
  }
}
