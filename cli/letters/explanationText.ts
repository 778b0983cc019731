import type { Context } from '../context.ts'
import { printable } from '../print/printable.ts'
import { table } from '../print/tables.ts'
import { wrapped } from '../print/wrapped.ts'
import type { Verdict } from './verdictText.ts'
import { meaningOf } from './verdictText.ts'

type Row = NonNullable<Verdict['rows']>[number]

const outcomes: Readonly<Record<string, string>> = {
  no_match: 'no',
  match: 'yes',
  held: 'yes, but too new to count',
  not_reached: 'not asked',
}

/** Every condition that was looked at, in order, with the values that it compared; and what would change the verdict. */
export function explanationText({ output: { style } }: Context, verdict: Verdict): string {
  const { rows = [] } = verdict
  const cells = rows.map((row) => [
    row.row,
    wrapped(printable(row.condition), widest),
    outcomes[row.outcome] ?? printable(row.outcome),
    valuesText(row),
  ])
  const list = table(style, ['', 'Condition', 'Holds', 'Values'], cells)
  return `${list}\n\n${style.bold('What decides')}\n${changeText(verdict)}`
}

/** Which row decides, and what would have another one decide. */
function changeText({ rows = [], eligible, reason }: Verdict): string {
  const decisive = rows.find(({ outcome }) => outcome === 'match')
  const held = rows.filter(({ outcome }) => outcome === 'held')
  const lines = [
    decisive && `Row ${decisive.row}: ${decisive.condition}.`,
    ...held.map(
      ({ row, condition }) =>
        `Row ${row} would let it pass once it is old enough for the finality asked for: ${condition}.`,
    ),
    eligible ? whatEnds(reason) : `What would change it: ${meaningOf(reason)}`,
  ]
  return lines.filter((line) => line !== undefined).join('\n')
}

/** By what an eligible letter ceases to be. */
function whatEnds(reason: string): string {
  const ends: Readonly<Record<string, string>> = {
    paid: 'What would change it: the recipient answers the stamp, its time runs out, or the inbox denies the sender or who paid. Admitting it keeps it good until its end.',
    consented: 'What would change it: the inbox takes its consent back.',
    no_postage_required:
      'What would change it: the inbox asks for postage, closes its door, or denies the sender.',
  }
  return ends[reason] ?? 'What would change it, this version does not know.'
}

function valuesText({ values }: Row): string {
  return Object.entries(values)
    .map(([name, value]) => `${printable(name)} ${value === null ? '–' : printable(String(value))}`)
    .join('\n')
}

/** Columns of a condition, which is a sentence. */
const widest = 48
