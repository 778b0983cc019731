import type { Hex } from 'viem'
import { parseEventLogs } from 'viem'

import { inboxRegistryAbi } from '../../../generated/inboxRegistryAbi.ts'
import { postOfficeAbi } from '../../../generated/postOfficeAbi.ts'
import { relayRegistryAbi } from '../../../generated/relayRegistryAbi.ts'
import type { LocalClient } from './localClient.ts'

const abi = [...inboxRegistryAbi, ...relayRegistryAbi, ...postOfficeAbi]

/** The columns that every history row has, as they must be for one event. */
export type Place = {
  chainId: number
  blockNumber: number
  logIndex: number
  timestamp: number
  transaction: Hex
}

/** A mined transaction, as rows quote it. */
export type Sent = {
  blockNumber: number
  blockHash: Hex
  /** Of its block, Unix seconds. */
  timestamp: number
  transaction: Hex
  /** Where its nth event of that name stands. */
  place(eventName: string, n?: number): Place
}

/** Waits for a transaction and describes it. Throws when it was reverted. */
export async function describeSent(client: LocalClient, hash: Hex): Promise<Sent> {
  const receipt = await client.waitForTransactionReceipt({ hash })
  if (receipt.status !== 'success') throw new Error(`Transaction ${hash} was reverted.`)
  const block = await client.getBlock({ blockHash: receipt.blockHash })
  const events = parseEventLogs({ abi, logs: receipt.logs })
  const sent = {
    blockNumber: Number(block.number),
    blockHash: block.hash,
    timestamp: Number(block.timestamp),
    transaction: hash,
  }
  const place = (eventName: string, n = 0) => {
    const event = events.filter((candidate) => candidate.eventName === eventName)[n]
    if (!event) throw new Error(`Transaction ${hash} has no ${eventName} number ${n}.`)
    const { blockNumber, timestamp, transaction } = sent
    return {
      chainId: client.chain.id,
      blockNumber,
      logIndex: event.logIndex,
      timestamp,
      transaction,
    }
  }
  return { ...sent, place }
}
