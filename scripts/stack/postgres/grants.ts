import postgres from 'postgres'
import { StackError } from '../StackError.ts'

/** The three roles of an installation. */
export const roles = {
  /** Writes the index: owns the schemas that indexers make. */
  indexer: 'pennypost_indexer',
  /** Serves: owns schemas `api` and `pgboss`, and reads the index. */
  api: 'pennypost_api',
  /** Reads the index, and nothing else. */
  reader: 'pennypost_reader',
} as const

/**
 * Makes the roles of {@link roles}, which may log in but have no password yet, and gives them their rights on a database. What has
 * been done is done again without harm.
 *
 * Ponder drops its views and makes them anew, and each chain has schemas of its own; so the reader's right comes from the indexer's
 * *default privileges*, which hold for whatever that role will ever make.
 *
 * @param databaseUrl - Of the owner of the database, who may create roles.
 * @throws {StackError} The user lacks a right.
 */
export async function grantRoles(databaseUrl: string): Promise<void> {
  const { indexer, api, reader } = roles
  const sql = postgres(databaseUrl, { max: 1, connect_timeout: 10, onnotice: () => {} })
  try {
    await sql.begin(async (transaction) => {
      for (const role of Object.values(roles)) await createRole(transaction, role)
      const [{ name = '' } = {}] = await transaction`select quote_ident(current_database()) as name`
      await transaction.unsafe(`
        revoke create on schema public from public;
        grant connect, create on database ${name} to ${indexer}, ${api};
        grant connect on database ${name} to ${reader};
        alter role ${reader} set default_transaction_read_only = on;
        grant ${reader} to ${api};
        create schema if not exists api authorization ${api};
        create schema if not exists pgboss authorization ${api};
        alter default privileges for role ${indexer} grant usage on schemas to ${reader};
        alter default privileges for role ${indexer} grant select on tables to ${reader};
      `)
      await grantWhatIsThere(transaction)
    })
  } catch (cause) {
    throw explained(cause as Error & { code?: string })
  } finally {
    await sql.end({ timeout: 2 })
  }
}

/** A role of that name, which the present user may act for: only so can it be spoken for in default privileges. */
async function createRole(sql: postgres.TransactionSql, role: string): Promise<void> {
  const [known] = await sql`select 1 from pg_roles where rolname = ${role}`
  if (!known) await sql.unsafe(`create role ${role} login`)
  const [own] = await sql`select pg_has_role(current_user, ${role}, 'usage') as member`
  if (!own?.member) await sql.unsafe(`grant ${role} to current_user`)
}

/** Default privileges say nothing of what was made before. */
async function grantWhatIsThere(sql: postgres.TransactionSql): Promise<void> {
  const schemas = await sql<{ name: string }[]>`
    select quote_ident(nspname) as name from pg_namespace
    where nspowner = ${roles.indexer}::regrole`
  for (const { name } of schemas) {
    await sql.unsafe(`
      grant usage on schema ${name} to ${roles.reader};
      grant select on all tables in schema ${name} to ${roles.reader};
    `)
  }
}

function explained(cause: Error & { code?: string }): Error {
  if (cause.code !== '42501') return cause
  return new StackError(
    `The user of DATABASE_URL may not do that: ${cause.message}. Run it as the owner of the database, with the right CREATEROLE.`,
    { cause },
  )
}
