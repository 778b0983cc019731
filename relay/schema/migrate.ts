import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sql } from 'postgres'

const folder = import.meta.dirname

/** Any number, the same in every process: two that start at once wait for each other. */
const lock = 7_366_298

/**
 * Brings schema `relay` up to date: runs each `NNNN-name.sql` of this folder that has not been run, in the order of their names, all in
 * one transaction. What has been run is never edited; a change is another file.
 *
 * @returns Names of those run now.
 */
export async function migrate(sql: Sql): Promise<string[]> {
  return await sql.begin(async (query) => {
    await query`select pg_advisory_xact_lock(${lock})`
    await query`create schema if not exists relay`
    await query`create table if not exists relay.migration (
      name text primary key, applied_at timestamptz not null default now()
    )`
    const known = await query<{ name: string }[]>`select name from relay.migration`
    const names = new Set(known.map(({ name }) => name))
    const due = migrations().filter((name) => !names.has(name))
    for (const name of due) {
      await query.unsafe(readFileSync(join(folder, `${name}.sql`), 'utf8')).simple()
      await query`insert into relay.migration (name) values (${name})`
    }
    return due
  })
}

function migrations(): string[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}-.+\.sql$/.test(file))
    .map((file) => file.slice(0, -'.sql'.length))
    .sort()
}
