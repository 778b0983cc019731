import { statement } from './statement.ts'

const tables = [
  ...['block', 'inbox', 'wallet', 'consent', 'key', 'terms', 'terms_change', 'door_change'],
  ...['stamp', 'mailing', 'mail', 'relay', 'carriage'],
]

/**
 * Reads nothing of all the tables that verdicts are read from: where one of them is locked, missing or not to be read, this waits and fails as
 * they do.
 *
 * @throws {ApiError} As `Database.query`.
 */
export const readVerdictTables = statement<object, []>(
  ({ schema }) =>
    `select ${tables.map((table) => `(select true from ${schema}.${table} limit 0)`).join(', ')}`,
)
