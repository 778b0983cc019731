import { floorOf } from '../../test/helpers/gas/floorOf.ts'
import type { GasSnapshot } from '../../test/helpers/gas/measureGas.ts'
import { operations } from '../../test/helpers/gas/operations.ts'

const number = new Intl.NumberFormat('en-US')

/** What was measured against what we set out to reach, as a Markdown table; batches per stamp, letter or key. */
export function gasTable(snapshot: GasSnapshot): string {
  const head = ['operation', 'floor', 'reach', 'measured', 'what others pay', 'verdict']
  const align = ['---', '--:', '--:', '--:', '---', '---']
  const rows = operations.map(({ name, count, least, reach, others }) => {
    const { gas, calldata } = snapshot[name] ?? { gas: Number.NaN, calldata: 0 }
    const each = Math.ceil(gas / count)
    return [
      name,
      least ? number.format(Math.ceil(floorOf(least, calldata) / count)) : '',
      reach ? number.format(reach) : '',
      number.format(each),
      others ?? '',
      reach ? verdict(each, reach) : '',
    ]
  })
  return [head, align, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function verdict(each: number, reach: number): string {
  return each <= reach ? 'reached' : `missed by ${number.format(each - reach)}`
}
