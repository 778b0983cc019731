type Form = (value: unknown) => boolean

const text = (pattern: RegExp): Form => {
  return (value) => typeof value === 'string' && pattern.test(value)
}
const upTo = (most: number): Form => {
  return (value) => Number.isSafeInteger(value) && 0 <= Number(value) && Number(value) <= most
}

/** What the values of an answer may look like, by the name that `answerForms` gives to their form. */
export const valueForms: ReadonlyMap<string, Form> = new Map([
  ['null', (value) => value === null],
  ['flag', (value) => typeof value === 'boolean'],
  ['text', (value) => typeof value === 'string'],
  ['chain', text(/^eip155:[1-9]\d{0,15}$/)],
  ['amount', text(/^\d{1,78}$/)],
  ['address', text(/^0x[0-9a-fA-F]{40}$/)],
  ['word', text(/^0x[0-9a-fA-F]{64}$/)],
  ['bytes', text(/^0x([0-9a-fA-F]{2})*$/)],
  ['count', upTo(Number.MAX_SAFE_INTEGER)],
  // Those that a `Date` can hold.
  ['seconds', upTo(8_640_000_000_000)],
])
