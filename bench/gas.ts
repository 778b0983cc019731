/**
 * Measures the gas of every operation: `npm run bench -- gas`.
 *
 *     --write   also writes results/gas.json, which a test compares with, and results/gas.md
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { measureGas } from '../test/helpers/gas/measureGas.ts'
import { gasReport } from './gas/report.ts'
import { gasTable } from './gas/table.ts'

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
const results = join(import.meta.dirname, 'results')

const snapshot = await measureGas()
console.log(gasTable(snapshot))
if (values.write) {
  const gas = Object.fromEntries(Object.entries(snapshot).map(([name, { gas }]) => [name, gas]))
  writeFileSync(join(results, 'gas.json'), `${JSON.stringify(gas, null, 2)}\n`)
  writeFileSync(join(results, 'gas.md'), gasReport(snapshot))
}
