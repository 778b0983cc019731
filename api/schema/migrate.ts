import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '../store.ts'

const folder = import.meta.dirname

/** Any number, the same in every process: two that start at once wait for each other. */
const lock = 7_366_297

/**
 * Brings schema `api` up to date: runs each `NNNN-name.sql` of this folder that has not been run, in the order of their names, all
 * in one transaction. What has been run is never edited; a change is another file.
 *
 * @returns Names of those run now.
 * @throws {ApiError} `database_unavailable`.
 */
export function migrate(store: Store): Promise<string[]> {
  return store.transaction(async (query) => {
    await query('select pg_advisory_xact_lock($1)', [lock])
    await query('create schema if not exists api')
    await query(`create table if not exists api.migration (
      name text primary key, applied_at timestamptz not null default now()
    )`)
    const known = await query<{ name: string }>('select name from api.migration')
    const names = new Set(known.map(({ name }) => name))
    const due = migrations().filter((name) => !names.has(name))
    for (const name of due) {
      for (const statement of statementsOf(name)) await query(statement)
      await query('insert into api.migration (name) values ($1)', [name])
    }
    return due
  })
}

/** Names of all migrations, oldest first. */
export function migrations(): string[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}-.+\.sql$/.test(file))
    .map((file) => file.slice(0, -'.sql'.length))
    .sort()
}

/** A file's statements: each ends with a semicolon at the end of a line, and none has one elsewhere at such a place. */
function statementsOf(name: string): string[] {
  return readFileSync(join(folder, `${name}.sql`), 'utf8')
    .split(/;[ \t]*\n/)
    .filter((statement) => statement.replace(/--.*$/gm, '').trim() !== '')
}
