import type { Sql } from 'postgres'
import postgres from 'postgres'

/** The relay's database. It connects when it is needed. */
export function openDatabase(url: string): Sql {
  return postgres(url, {
    onnotice: () => {},
    connect_timeout: 5,
    connection: { application_name: 'pennypost-relay' },
  })
}
