/** Builds the web app into `web/dist`, if its sources have changed: `npm run web:build`. */
import { buildWeb } from './web/buildWeb.ts'
import { chunkTable } from './web/chunkTable.ts'

try {
  const isNew = await buildWeb()
  console.log(`${chunkTable()}\n\nweb/dist is ${isNew ? 'new' : 'up to date'}.`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
