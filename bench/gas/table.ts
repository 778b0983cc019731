import type { GasSnapshot } from '../../test/helpers/gas/measureGas.ts'
import { operations } from '../../test/helpers/gas/operations.ts'

const number = new Intl.NumberFormat('en-US')

/** The snapshot against what we set out to reach, as a Markdown table; batches per stamp. */
export function gasTable(snapshot: GasSnapshot): string {
  const head = ['operation', 'reach', 'measured', 'what others pay', 'verdict']
  const align = ['---', '--:', '--:', '---', '---']
  const rows = operations.map(({ name, count, reach, others }) => {
    const each = Math.ceil((snapshot[name] ?? Number.NaN) / count)
    return [
      name,
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
