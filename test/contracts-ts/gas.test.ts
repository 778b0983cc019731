import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'

import type { GasSnapshot } from '../helpers/gas/measureGas.ts'
import { measureGas } from '../helpers/gas/measureGas.ts'
import { operations } from '../helpers/gas/operations.ts'

const file = join(import.meta.dirname, '../../bench/results/gas.json')

/** To accept a change: `npm run bench -- gas --write`, and say in the commit why a figure rose. */
describe('gas', () => {
  const committed: GasSnapshot = JSON.parse(readFileSync(file, 'utf8'))
  let measured: GasSnapshot

  beforeAll(async () => {
    measured = await measureGas()
  })

  it('is what bench/results/gas.json says, to the unit', () => {
    const changes = operations.flatMap(({ name }) => {
      const [before, after] = [committed[name], measured[name]]
      if (before === after) return []
      if (before === undefined || after === undefined) return [`${name}: ${before} → ${after}`]
      return [`${name} ${after > before ? 'rose' : 'fell'} from ${before} to ${after}`]
    })
    expect(changes).toEqual([])
    expect(Object.keys(committed)).toEqual(operations.map(({ name }) => name))
  })

  it('reaches every target', () => {
    const missed = operations.flatMap(({ name, count, reach }) => {
      const each = (measured[name] ?? Number.NaN) / count
      return reach === undefined || each <= reach ? [] : [`${name}: ${each} of ${reach}`]
    })
    expect(missed).toEqual([])
  })
})
