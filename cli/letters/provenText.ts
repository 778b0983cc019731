import type { Context } from '../context.ts'
import { printable } from '../print/printable.ts'
import type { Style } from '../print/style.ts'
import { fields } from '../print/tables.ts'
import type { Proven, ProvenVerdict } from './proveVerdict.ts'

/** What was proven, and what was not, for people. */
export function provenText({ output: { style } }: Context, verdict: ProvenVerdict): string {
  const { block, proven, unproven } = verdict
  const parts = [
    block
      ? partText(style, `Proven by your node’s hash of block ${block.number}`, proven)
      : style.bold('Nothing is proven.'),
    ...(unproven.length > 0 ? [partText(style, 'Not proven', unproven)] : []),
  ]
  return parts.join('\n\n')
}

function partText(style: Style, title: string, facts: readonly Proven[]): string {
  const rows = facts.map(({ about, detail }) => [printable(about), printable(detail)] as const)
  return `${style.bold(title)}\n${fields(style, rows)}`
}
