import type { VerifyItem } from '../../protocol/wire/verify.ts'

type Levels = { safe: number; finalized: number }
type Column = {
  name: string
  type: 'text' | 'int8' | 'bool'
  /** As Postgres writes it within an array; undefined: null. */
  of: (item: VerifyItem, levels: Levels) => string | undefined
}

/** What the statement is given of a letter, a column each. What no letter of a batch names, costs nothing. */
const columns: readonly Column[] = [
  { name: 'inbox_id', type: 'text', of: ({ inboxId }) => inboxId },
  { name: 'sender', type: 'text', of: ({ sender }) => sender },
  { name: 'letter_hash', type: 'text', of: ({ letterHash }) => letterHash },
  { name: 'relay', type: 'text', of: ({ relay }) => relay },
  { name: 'stamp_id', type: 'text', of: ({ stampId }) => stampId },
  { name: 'mailing_id', type: 'text', of: ({ mailing }) => mailing?.mailingId },
  { name: 'mail_index', type: 'int8', of: ({ mailing }) => mailing && String(mailing.index) },
  { name: 'authenticated', type: 'bool', of: (item) => yes(item.senderAuthenticated) },
  { name: 'key_inbox_id', type: 'text', of: (item) => keyOf(item)?.senderInboxId },
  { name: 'key_id', type: 'text', of: (item) => keyOf(item)?.keyId },
  {
    name: 'tag_block',
    type: 'int8',
    of: ({ finality = 'latest' }, levels) =>
      finality === 'latest' ? undefined : String(levels[finality]),
  },
  { name: 'min_confirmations', type: 'int8', of: (item) => text(item.minConfirmations) },
  { name: 'min_seconds_left', type: 'int8', of: (item) => text(item.minSecondsLeft) },
  { name: 'min_carriage', type: 'text', of: ({ minCarriage }) => quoted(minCarriage) },
  { name: 'accepts_unpaid', type: 'bool', of: (item) => yes(item.acceptUnpaidCarriage) },
]

/** SQL of the letters as rows `given`, with their `position` from 1; `$1` and on are what `itemParameters` gives. */
export const givenItems = `unnest(
  ${columns.map(({ type }, i) => `$${i + 1}::text::${type}[]`).join(', ')}
) with ordinality as given(${columns.map(({ name }) => name).join(', ')}, position)`

/** The number of the first parameter after those of the letters. */
export const nextParameter = `$${columns.length + 1}`

/** The letters as arrays, in Postgres' own way of writing them: a parameter each. */
export function itemParameters(items: readonly VerifyItem[], levels: Levels): (string | null)[] {
  return columns.map(({ of }) => {
    let isNamed = false
    let list = ''
    for (const item of items) {
      const value = of(item, levels)
      isNamed ||= value !== undefined
      list += `${list === '' ? '' : ','}${value ?? 'NULL'}`
    }
    return isNamed ? `{${list}}` : null
  })
}

function yes(value: true | undefined): string | undefined {
  return value && 't'
}

function text(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value)
}

/** The key that a statement names whose word counts. */
function keyOf({ senderAuthenticated, senderStatement }: VerifyItem) {
  return senderAuthenticated ? undefined : senderStatement
}

/** As JSON, quoted as a member of an array. It holds nothing but hexadecimal and decimal digits. */
function quoted(minCarriage: VerifyItem['minCarriage']): string | undefined {
  if (!minCarriage?.size) return undefined
  const members = Array.from(minCarriage, ([token, least]) => `\\"${token}\\":\\"${least}\\"`)
  return `"{${members.join(',')}}"`
}
