import postgres from 'postgres'
import { StackError } from '../StackError.ts'

/**
 * Makes an empty database on a server, in place of one of the same name.
 *
 * @param serverUrl - Names any database of the server, and a user with the right to create others.
 * @returns The url of the new database.
 * @throws {StackError} When the server is not there, refuses the user, or the user lacks the right.
 */
export async function recreateDatabase(serverUrl: string, name: string): Promise<string> {
  const sql = postgres(serverUrl, { max: 1, connect_timeout: 10, onnotice: () => {} })
  try {
    await sql`drop database if exists ${sql(name)} with (force)`
    await sql`create database ${sql(name)}`
  } catch (cause) {
    throw explained(cause as Error & { code?: string }, serverUrl, name)
  } finally {
    await sql.end({ timeout: 2 })
  }
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

function explained(cause: Error & { code?: string }, serverUrl: string, name: string): Error {
  const { host, username } = new URL(serverUrl)
  const user = username || 'your user'
  switch (cause.code) {
    case '42501':
      return new StackError(
        `On ${host}, ${user} may not create or replace the database ${name}. ` +
          `Run as its administrator: ALTER ROLE "${user}" CREATEDB. Or unset DATABASE_URL to use ` +
          'the PostgreSQL that comes with Pennypost.',
        { cause },
      )
    case '28P01':
    case '28000':
    case '3D000':
      return new StackError(`DATABASE_URL is refused by ${host}: ${cause.message}.`, { cause })
    default:
      return new StackError(
        `The PostgreSQL server of DATABASE_URL, ${host}, cannot be used: ${cause.message}. ` +
          'Start it, or unset DATABASE_URL to use the one that comes with Pennypost.',
        { cause },
      )
  }
}
