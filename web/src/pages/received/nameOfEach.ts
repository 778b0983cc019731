/**
 * Names of things read out one after another, told apart where several are the same.
 *
 * @example
 * nameOfEach(['a', 'b', 'a']) // ['a, 1st of 2', 'b', 'a, 2nd of 2']
 */
export function nameOfEach(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  const seen = new Map<string, number>()
  return names.map((name) => {
    const place = (seen.get(name) ?? 0) + 1
    seen.set(name, place)
    const count = counts.get(name) ?? 1
    return count === 1 ? name : `${name}, ${ordinal(place)} of ${count}`
  })
}

const rules = new Intl.PluralRules('en', { type: 'ordinal' })
const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' }

function ordinal(place: number): string {
  return `${place}${endings[rules.select(place)] ?? 'th'}`
}
