import type { Contracts } from '@pennypost/sdk'
import { abis } from '@pennypost/sdk'
import type { Log } from 'viem'
import { parseEventLogs } from 'viem'
import { getBlock, getBlockNumber, getLogs } from 'viem/actions'
import type { NodeClient } from '../../config/NodeClient.ts'
import type { EventWords } from './eventWords.ts'
import { eventWords } from './eventWords.ts'

/** Something that happened, and when. */
export type NewestEvent = EventWords & {
  /** Of no other. */
  id: string
  blockNumber: bigint
  /** Unix seconds. */
  at: number
}

/** How far back is looked: nodes answer so much at once. */
const depth = 2_000n
const most = 12

/** What happened last in the contracts, by the node's own word, the newest first. */
export async function newestEvents(
  client: NodeClient,
  contracts: Contracts,
): Promise<readonly NewestEvent[]> {
  const head = await getBlockNumber(client, { cacheTime: 0 })
  const fromBlock = head > depth ? head - depth : 0n
  const address = [contracts.InboxRegistry, contracts.RelayRegistry, contracts.PostOffice]
  const logs = await getLogs(client, { address, fromBlock, toBlock: head })
  const told = toldOf(logs)
  return await Promise.all(
    told.slice(0, most).map(async ({ log, ...words }) => ({
      ...words,
      id: `${log.blockHash} ${log.logIndex}`,
      blockNumber: log.blockNumber ?? 0n,
      at: await timeOf(client, log),
    })),
  )
}

/** In one contract's ABI or another: an event of none is passed over. */
function toldOf(logs: readonly Log[]): (EventWords & { log: Log })[] {
  const abi = [...abis.InboxRegistry, ...abis.RelayRegistry, ...abis.PostOffice]
  const parsed = parseEventLogs({ abi, logs: [...logs] })
  return parsed.toReversed().flatMap((log) => {
    const words = eventWords(log.eventName, log.args as Readonly<Record<string, unknown>>)
    return words ? [{ ...words, log }] : []
  })
}

/** Newer nodes say it with the log. */
async function timeOf(client: NodeClient, log: Log): Promise<number> {
  const { blockTimestamp, blockNumber } = log as Log & { blockTimestamp?: bigint | string | null }
  if (blockTimestamp) return Number(blockTimestamp)
  const { timestamp } = await getBlock(client, { blockNumber: blockNumber ?? 0n })
  return Number(timestamp)
}
