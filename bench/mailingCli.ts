/**
 * A mailing to 10,000 recipients by the command line, against a whole local stack: `npm run bench -- mailingCli`.
 *
 *     --write   also writes results/mailing-cli.md
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { people } from '../scripts/seed/people.ts'
import { openWorld } from '../scripts/seed/world.ts'
import { freePort } from '../scripts/stack/ports.ts'
import { createServices } from '../scripts/stack/processes/services.ts'
import { startStack } from '../scripts/stack/stack.ts'
import type { BigMailing, Took } from '../test/helpers/bigMailing.ts'
import { bigMailing } from '../test/helpers/bigMailing.ts'
import { machine } from './report/results.ts'

const LETTERS = 10_000
const [load = 0] = loadavg()

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })

const dataDir = mkdtempSync(join(tmpdir(), 'pennypost-mailing-'))
const services = createServices()
try {
  const relayPort = await freePort()
  const places = { dataDir, deploymentsDir: join(dataDir, 'deployments'), relayPort }
  const { chain, api, relay, deployment } = await startStack({ ...places, services })
  if (!relay) throw new Error('There is no relay.')
  const folder = join(dataDir, 'mailing')
  mkdirSync(folder)
  report(
    await bigMailing({
      ...{ world: openWorld(chain.url, deployment), rpcUrl: chain.url, apiUrl: api.url },
      relay: { address: people.wren.account.address, url: relay.url },
      ...{ folder, letters: LETTERS, inboxes: LETTERS, isSealed: true },
    }),
  )
} finally {
  await services.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

function report(found: BigMailing): void {
  const { opened, sent, proven, collected, closed, fileBytes, proofLength } = found
  const each = ({ gas = 0n }: Took) => number.format(Number(gas) / LETTERS)
  const row = (name: string, { seconds, processor = 0, gas = 0n }: Took, perLetter = '') =>
    `| ${name} | ${number.format(processor)} | ${number.format(seconds)} | ${gas === 0n ? '' : number.format(gas)} | ${perLetter} |`
  const table = `| command | processor, s | in all, s | gas | gas per letter |
| --- | --: | --: | --: | --: |
${row('`mailing open`: looks up, seals, asks the chain, opens', opened, each(opened))}
${row('`mailing send`: all letters, 8 at a time', sent)}
${row('`mailing prove --out`: all proofs', proven)}
${row(`\`collect --mail\`: one letter, by its recipient; ${proofLength} siblings`, collected)}
${row('`mailing close`', closed, each(closed))}`
  console.log(`\n${table}`)
  if (!values.write) return
  const text = `# A mailing of ${number.format(LETTERS)} letters by the command line

To ${number.format(LETTERS)} inboxes that are registered on chain, each by a wallet of its own, with an X25519 key, and ask for the stake. From the list (CSV) to leaves that are
collected and the rest coming back; each letter sealed for its recipient and taken in by the reference relay, with a receipt that holds. Who has not exactly
what is due in the end, fails the benchmark. Seconds are those of the command as a user runs it, with the start of its process: of the processor in that process, and in all, on a machine that runs chain, indexer,
database, API and relay beside it, and had a load of ${number.format(load)} on ${cpus().length} processors when it began.

${table}

The mailing's file, with all sealed letters in it, has ${number.format(fileBytes / 1e6)} MB. Posting ${number.format(LETTERS)} stamps instead takes some 32,000 gas a letter ([gas.md](gas.md)).

Measured ${new Date().toISOString().slice(0, 10)} by \`npm run bench -- mailingCli --write\`, ${machine()}.
`
  writeFileSync(join(import.meta.dirname, 'results', 'mailing-cli.md'), text)
}
