import postgres from 'postgres'
import { BaseError, createPublicClient, fallback, http } from 'viem'

import type { IndexerEnv } from './env.ts'

/** Exit code that asks a supervisor to start the process again (EX_TEMPFAIL), as Ponder's own. */
const TRY_AGAIN = 75

/**
 * The block from which on this database has a row for every block of the chain: the head when the chain was first
 * indexed into it, and from then on the same.
 *
 * Ponder's own `startBlock: 'latest'` means the head at each start anew: what happened while the process was down would
 * be indexed without the rows that say as of which block. A number that changed with each start would change Ponder's
 * build id. So it is written down, beside Ponder's schemas, in `pennypost_indexer.first_block`.
 *
 * @throws {PostgresError} The database cannot be reached or refuses.
 * @throws {BaseError} No node answers.
 */
export async function firstBlock(env: IndexerEnv): Promise<number> {
  const sql = postgres(env.databaseUrl, { max: 1, onnotice: () => undefined })
  try {
    return await sql.begin(async (transaction) => {
      await transaction`select pg_advisory_xact_lock(hashtext('pennypost_indexer'))`
      await transaction`create schema if not exists pennypost_indexer`
      await transaction`
        create table if not exists pennypost_indexer.first_block (
          chain_id int8 primary key, number int8 not null)`
      const [known] = await transaction<{ number: string }[]>`
        select number from pennypost_indexer.first_block where chain_id = ${env.chainId}`
      if (known) return Number(known.number)
      const head = await headOf(env)
      await transaction`
        insert into pennypost_indexer.first_block values (${env.chainId}, ${head})`
      return head
    })
  } finally {
    await sql.end()
  }
}

/** As {@link firstBlock}; where it cannot be had now, says why and ends the process with code 75. */
export async function firstBlockOrExit(env: IndexerEnv): Promise<number> {
  try {
    return await firstBlock(env)
  } catch (error) {
    // viem's whole message would name the url, which may hold a key.
    const reason = error instanceof BaseError ? error.shortMessage : String(error)
    process.stderr.write(`The indexer cannot start now: ${reason}\n`)
    return process.exit(TRY_AGAIN)
  }
}

async function headOf({ rpcUrls }: IndexerEnv): Promise<number> {
  const client = createPublicClient({ transport: fallback(rpcUrls.map((url) => http(url))) })
  return Number(await client.getBlockNumber())
}
