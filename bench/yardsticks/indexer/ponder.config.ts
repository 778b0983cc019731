import { createConfig } from 'ponder'

import { postOfficeAbi } from '../../../generated/postOfficeAbi.ts'

const { DATABASE_URL = '', RPC_URL = '', POST_OFFICE = '', START_BLOCK } = process.env

/** Ponder over one contract and one event, with as many allowances of requests as our own indexer takes on a local node. */
export default createConfig({
  database: { kind: 'postgres', connectionString: DATABASE_URL },
  chains: {
    chain: { id: 31337, rpc: Array<string>(10).fill(RPC_URL), pollingInterval: 100 },
  },
  contracts: {
    PostOffice: {
      chain: 'chain',
      abi: postOfficeAbi,
      address: POST_OFFICE as `0x${string}`,
      startBlock: Number(START_BLOCK),
    },
  },
})
