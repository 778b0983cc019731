import type { Contracts } from '@pennypost/sdk'
import { abis } from '@pennypost/sdk'
import type { Hex, RpcLog } from 'viem'
import { formatLog, numberToHex, parseEventLogs } from 'viem'
import type { NodeClient } from '../../../config/NodeClient.ts'
import type { ChainEvent } from './ChainEvent.ts'

/** What has to stand in the indexed places of an event, after its name; `null`: anything. */
export type Topics = readonly (Hex | null)[]

const events = [...abis.InboxRegistry, ...abis.RelayRegistry, ...abis.PostOffice].filter(
  ({ type }) => type === 'event',
)

/**
 * Events of Pennypost's contracts, newest first, each once.
 *
 * @param parameters.topics - Each is asked for by itself.
 * @throws What the node refuses with, such as too long a range.
 */
export async function readEvents({
  client,
  contracts,
  topics,
  fromBlock,
  toBlock,
}: {
  client: NodeClient
  contracts: Contracts
  topics: readonly Topics[]
  fromBlock: bigint
  toBlock: bigint
}): Promise<ChainEvent[]> {
  const answers = await Promise.all(
    topics.map((places) =>
      client.request({
        method: 'eth_getLogs',
        params: [
          {
            address: Object.values(contracts),
            topics: [null, ...places],
            fromBlock: numberToHex(fromBlock),
            toBlock: numberToHex(toBlock),
          },
        ],
      }),
    ),
  )
  return eventsOf(answers.flat())
}

/** The events in logs, of whatever contracts, newest first, each once. */
export function eventsOf(logs: readonly RpcLog[]): ChainEvent[] {
  const parsed = parseEventLogs({ abi: events, logs: logs.map((log) => formatLog(log)) })
  const distinct = new Map(
    parsed.map((log) => [
      `${log.blockNumber} ${log.logIndex}`,
      {
        name: log.eventName,
        args: (log.args ?? {}) as unknown as ChainEvent['args'],
        blockNumber: log.blockNumber ?? 0n,
        logIndex: log.logIndex ?? 0,
        transaction: log.transactionHash ?? '0x',
      },
    ]),
  )
  return [...distinct.values()].sort(
    (one, other) => Number(other.blockNumber - one.blockNumber) || other.logIndex - one.logIndex,
  )
}
