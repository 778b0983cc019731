import type { ZodError } from 'zod'

type Issue = ZodError['issues'][number]
type Size = Extract<Issue, { code: 'too_big' | 'too_small' }>

/** How every message begins that zod has of itself; those of our schemas begin with a verb. */
const isOfZod = /^(Invalid|Too big|Too small)\b/

const types: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  int: 'an integer',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  record: 'an object',
}

/** What a schema has against a value: in its own words, or, where it has none, in some that go with the name of the field. */
export function messageOf(issue: Issue): string {
  const { message } = issue
  if (!isOfZod.test(message)) return message
  switch (issue.code) {
    case 'invalid_type':
      if (message.endsWith('received undefined')) return 'must be given'
      return `must be ${types[issue.expected] ?? `of the type ${issue.expected}`}`
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`
    case 'too_big':
      return sizeOf(issue, issue.maximum, issue.inclusive === false ? 'less than' : 'at most')
    case 'too_small':
      return sizeOf(issue, issue.minimum, issue.inclusive === false ? 'more than' : 'at least')
    case 'invalid_key':
      return issue.issues[0] ? messageOf(issue.issues[0]) : message
    default:
      return message
  }
}

function sizeOf({ exact, origin }: Size, size: number | bigint, than: string): string {
  const amount = `${exact ? 'exactly' : than} ${size}`
  const unit = { string: 'character', array: 'item' }[origin as string]
  if (unit) return `must have ${amount} ${unit}${Number(size) === 1 ? '' : 's'}`
  return `must be ${amount}`
}
