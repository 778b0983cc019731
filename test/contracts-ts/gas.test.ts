import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'

import { floorOf } from '../helpers/gas/floorOf.ts'
import type { GasSnapshot } from '../helpers/gas/measureGas.ts'
import { measureGas } from '../helpers/gas/measureGas.ts'
import { operations } from '../helpers/gas/operations.ts'

const file = join(import.meta.dirname, '../../bench/results/gas.json')

/** To accept a change: `npm run bench -- gas --write`, and say in the commit why a figure rose. */
describe('gas', () => {
  const committed: Record<string, number> = JSON.parse(readFileSync(file, 'utf8'))
  let measured: Record<string, number>
  let snapshot: GasSnapshot

  beforeAll(async () => {
    snapshot = await measureGas()
    measured = Object.fromEntries(Object.entries(snapshot).map(([name, { gas }]) => [name, gas]))
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

  it('reaches every target but those that are said to be missed', () => {
    const wrong = operations.flatMap(({ name, count, reach, isMissed }) => {
      const each = (measured[name] ?? Number.NaN) / count
      const reached = reach === undefined || each <= reach
      return reached === !isMissed ? [] : [`${name}: ${each} of ${reach}`]
    })
    expect(wrong).toEqual([])
  })

  it('goes below no floor', () => {
    const below = operations.flatMap(({ name, least }) => {
      const { gas, calldata } = snapshot[name] ?? { gas: Number.NaN, calldata: 0 }
      return least === undefined || gas >= floorOf(least, calldata) ? [] : [name]
    })
    expect(below).toEqual([])
  })
})
