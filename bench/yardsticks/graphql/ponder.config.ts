import { createConfig } from 'ponder'

/** For `ponder serve`, which indexes nothing: only the database counts. */
export default createConfig({
  database: { kind: 'postgres', connectionString: process.env.DATABASE_URL ?? '' },
  chains: { chain: { id: 31337, rpc: 'http://127.0.0.1:9' } },
  contracts: {
    PostOffice: { chain: 'chain', abi: [], address: `0x${'1'.repeat(40)}`, startBlock: 1 },
  },
})
