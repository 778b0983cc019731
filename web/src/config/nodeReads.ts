import type { Chain, Client, Transport } from 'viem'
import type { NodeReads } from './NodeClient.ts'

/** What a client of a node is extended by. Whatever asks is fetched when the first thing is asked: a page is seen before. */
export function nodeReads(client: Client<Transport, Chain>): NodeReads {
  return {
    estimateFeesPerGas: (parameters) =>
      load().then(({ estimateFeesPerGas }) => estimateFeesPerGas(client, parameters as never)),
    getBalance: (parameters) => load().then(({ getBalance }) => getBalance(client, parameters)),
    getBlock: (parameters) => load().then(({ getBlock }) => getBlock(client, parameters)),
    getBlockNumber: (parameters) =>
      load().then(({ getBlockNumber }) => getBlockNumber(client, parameters)),
    getContractEvents: (parameters) =>
      load().then(({ getContractEvents }) => getContractEvents(client, parameters)),
    getEnsAddress: (parameters) =>
      load().then(({ getEnsAddress }) => getEnsAddress(client, parameters)),
    readContract: (parameters) =>
      load().then(({ readContract }) => readContract(client, parameters)),
  }
}

const load = () => import('./nodeActions.ts')
