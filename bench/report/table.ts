import type { Aim, Figure } from './figure.ts'
import { isReached, ratioOf } from './figure.ts'

/** Figures as a Markdown table: each with its yardstick, their ratio and the aim. */
export function table(figures: readonly Figure[]): string {
  const head = ['what', 'measured', 'yardstick', 'ratio', 'aim', 'reached', 'notes']
  const align = ['---', '--:', '---', '--:', '--:', '---', '---']
  const rows = figures.map((figure) => {
    const { name, value, unit, yardstick, aim, note } = figure
    const ratio = ratioOf(figure)
    const reached = isReached(figure)
    return [
      name,
      `${readable(value)} ${unit}`.trim(),
      yardstick ? `${yardstick.name}: ${readable(yardstick.value)}` : '',
      ratio === undefined ? '' : `${readable(ratio)} ×`,
      aim ? aimText(aim) : '',
      reached === undefined ? '' : reached ? 'yes' : '**no**',
      note ?? '',
    ]
  })
  return [head, align, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function aimText(aim: Aim): string {
  const bound = 'least' in aim ? `≥ ${readable(aim.least)}` : `≤ ${readable(aim.most)}`
  return aim.of === 'ratio' ? `${bound} ×` : bound
}

/** Three digits are all that a measurement of seconds is good for; whole numbers from 100 on. */
function readable(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: digits }).format(value)
}
