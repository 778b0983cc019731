/**
 * Issues and revokes keys of the API: `npm run api-keys -- create|list|revoke`.
 *
 * Works on `DATABASE_URL`, the primary, or else on the database of the stack that runs here.
 */
import { parseArgs } from 'node:util'
import { issueKey } from '../api/keys/issueKey.ts'
import { ApiError, detailOf } from '../api/problem.ts'
import { listApiKeys, revokeApiKey } from '../api/queries/apiKey.ts'
import { migrate } from '../api/schema/migrate.ts'
import type { Store } from '../api/store.ts'
import { openStore } from '../api/store.ts'
import { roles } from './stack/postgres/grants.ts'
import { runningDatabase } from './stack/runningDatabase.ts'

const usage = `Usage:
  npm run api-keys -- create --name "<whose it is>" [--limit <points a minute>]
  npm run api-keys -- list
  npm run api-keys -- revoke <id>

Where the keys are: DATABASE_URL, or else the stack that npm start runs here.`

/** What to do with an open database, and what to say then. */
type Command = (store: Store) => Promise<string>

const now = () => Math.floor(Date.now() / 1_000)

/** @returns Undefined where the arguments make no sense. */
function commandOf(argv: string[]): Command | undefined {
  const options = { name: { type: 'string' }, limit: { type: 'string' } } as const
  const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true })
  const [verb, id, ...more] = positionals
  const hasOptions = values.name !== undefined || values.limit !== undefined
  if (verb === 'create' && id === undefined) return create(values)
  if (verb === 'list' && id === undefined && !hasOptions) return list
  if (verb === 'revoke' && id !== undefined && more.length === 0 && !hasOptions) return revoke(id)
  return undefined
}

function create(values: {
  name?: string | undefined
  limit?: string | undefined
}): Command | undefined {
  const name = values.name?.trim()
  const limit = values.limit === undefined ? null : Number(values.limit)
  if (!name || name.length > 200) return undefined
  if (limit !== null && !(Number.isInteger(limit) && limit >= 1 && limit <= 1e9)) return undefined
  return async (store) => {
    const { id, secret } = await issueKey(store, { name, pointsPerMinute: limit, now: now() })
    return `Key ${id} for ${name}. Its secret is shown this once, and stored nowhere:

  ${secret}

Send it as "Authorization: Bearer ${secret.slice(0, 7)}…".`
  }
}

const list: Command = async (store) => {
  const keys = await listApiKeys(store.query)
  if (keys.length === 0) return 'There is no key yet.'
  const rows = keys.map((key) => [
    key.id,
    `${key.prefix}…`,
    key.pointsPerMinute === null ? 'default' : `${key.pointsPerMinute}/min`,
    day(key.createdAt),
    key.revokedAt === null ? 'valid' : `revoked ${day(key.revokedAt)}`,
    // Whoever named the key may not write to this terminal.
    key.name.replaceAll(/\p{C}/gu, '?'),
  ])
  return table([['id', 'secret', 'limit', 'created', 'state', 'name'], ...rows])
}

function revoke(id: string): Command {
  return async (store) => {
    const key = (await listApiKeys(store.query)).find((one) => one.id === id)
    if (!key || !(await revokeApiKey(store.query, id, now()))) {
      throw new Error(`There is no key ${id}. npm run api-keys -- list shows all.`)
    }
    if (key.revokedAt !== null) return `Key ${id} was revoked already, on ${minute(key.revokedAt)}.`
    return `Key ${id} is revoked. APIs refuse it within a minute; its webhooks are disabled.`
  }
}

function minute(seconds: number): string {
  return `${new Date(seconds * 1_000).toISOString().slice(0, 16).replace('T', ' at ')} UTC`
}

function day(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().slice(0, 10)
}

function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** @returns Exit code. */
async function main(argv: string[]): Promise<number> {
  const command = commandOf(argv)
  if (!command) {
    console.error(usage)
    return 2
  }
  const url = process.env.DATABASE_URL || runningDatabase()
  if (!url) {
    console.error('No database: set DATABASE_URL to that of the API, or run npm start.')
    return 1
  }
  const store = openStore({ url, connections: 1 })
  try {
    await migrate(store)
    console.log(await command(store))
    return 0
  } finally {
    await store.close()
  }
}

/** Errors with which Postgres keeps a role, or everybody on a standby, from writing. */
const mayNotWrite = new Set(['25006', '42501'])

/** An error of a command in words that say what to do. */
function explain(error: Error & { code?: string }): string {
  // A role that lacks a right makes an `ApiError` whose cause still has the code.
  const { code, message } = (error.cause ?? error) as typeof error
  if (code !== undefined && mayNotWrite.has(code)) {
    return `DATABASE_URL must be of the role that writes the API's tables (${roles.api}, by npm run grants), and of the primary: with the one that is set, Postgres says "${message}".`
  }
  return error instanceof ApiError ? detailOf(error) : error.message
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: Error & { code?: string }) => {
    const isUsage = error.code?.startsWith('ERR_PARSE_ARGS')
    console.error(isUsage ? `${error.message}\n\n${usage}` : explain(error))
    process.exitCode = isUsage ? 2 : 1
  },
)
