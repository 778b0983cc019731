/**
 * Makes the roles of an installation and gives them their rights: `npm run grants`, with `DATABASE_URL` of the owner of the
 * database. May be run again at any time. What each may do: docs/decisions/0011-chains.md.
 */
import { readStackEnv } from './stack/env.ts'
import { grantRoles, roles } from './stack/postgres/grants.ts'

try {
  const { databaseUrl } = readStackEnv()
  if (databaseUrl === undefined) throw new Error('Set DATABASE_URL to the database, as its owner.')
  await grantRoles(databaseUrl)
  console.log(`${Object.values(roles).join(', ')} have their rights on the database.`)
  console.log('Those that are new have no password: alter role … password …')
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
