import type { Style } from '../print/style.ts'
import type { Cell } from '../print/tables.ts'
import { table } from '../print/tables.ts'
import { timeText } from '../print/timeText.ts'
import type { SettledStamp } from './settledStamp.ts'
import type { StampAct } from './stampAct.ts'
import { timeLeftText } from './timeLeftText.ts'
import type { TokenNames } from './tokenNames.ts'

/** So many are listed; a program has all of them. */
const mostListed = 20

/** Stamps for people, with what matters to who is about to act. */
export function stampsTable(
  style: Style,
  act: StampAct,
  stamps: readonly SettledStamp[],
  { names, now }: { names: TokenNames; now: number },
): string {
  const rows = stamps
    .slice(0, mostListed)
    .map(({ stampId, stamp }) => rowOf(act, names, now, stampId, stamp))
  const text = table(style, heads[act], rows)
  const more = stamps.length - mostListed
  return more > 0 ? `${text}\n… and ${more} more` : text
}

const heads: Readonly<Record<StampAct, readonly string[]>> = {
  collect: ['Stamp', 'Stake', 'From', 'Time left'],
  return: ['Stamp', 'Stake', 'From', 'Time left'],
  expire: ['Stamp', 'Stake', 'From', 'Over since'],
  admit: ['Stamp', 'Carriage', 'From', 'Time left'],
}

function rowOf(
  act: StampAct,
  { moneyOf }: TokenNames,
  now: number,
  stampId: string,
  { token, stake, carriage, sender, expiresAt }: SettledStamp['stamp'],
): Cell[] {
  const money = moneyOf(token, act === 'admit' ? carriage : stake)
  const when = act === 'expire' ? timeText(expiresAt) : timeLeftText(expiresAt - now)
  return [stampId, money, sender, when]
}
