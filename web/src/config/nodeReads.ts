import type { Chain, Client, Transport } from 'viem'
import {
  estimateFeesPerGas,
  getBalance,
  getBlock,
  getBlockNumber,
  getContractEvents,
  getEnsAddress,
  readContract,
} from 'viem/actions'
import type { NodeReads } from './NodeClient.ts'

/** What a client of a node is extended by. */
export function nodeReads(client: Client<Transport, Chain>): NodeReads {
  return {
    estimateFeesPerGas: (parameters) => estimateFeesPerGas(client, parameters as never),
    getBalance: (parameters) => getBalance(client, parameters),
    getBlock: (parameters) => getBlock(client, parameters),
    getBlockNumber: (parameters) => getBlockNumber(client, parameters),
    getContractEvents: (parameters) => getContractEvents(client, parameters),
    getEnsAddress: (parameters) => getEnsAddress(client, parameters),
    readContract: (parameters) => readContract(client, parameters),
  }
}
