import type { Chain, Client, PublicActions, Transport } from 'viem'

/** What pages ask a node themselves. All that viem could ask it would be tens of kilobytes more for every page. */
export type NodeReads = Pick<
  PublicActions<Transport, Chain>,
  | 'estimateFeesPerGas'
  | 'getBalance'
  | 'getBlock'
  | 'getBlockNumber'
  | 'getContractEvents'
  | 'getEnsAddress'
  | 'readContract'
>

/** A client of viem that reads from a node; it serves for every action of the SDK that reads. */
export type NodeClient = Client<Transport, Chain> & NodeReads
