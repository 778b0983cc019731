import { InvalidArgumentError } from 'commander'
import { feedSentences } from './feedSentences.ts'

const types = Object.keys(feedSentences)

/** A type of the feed, or a family: `stamp.posted`, `stamp.*`; an option that may come again. */
export function parseFeedTypes(text: string, before: readonly string[] = []): readonly string[] {
  if (types.some((type) => isOfType(type, text))) return [...before, text]
  const [family] = text.split('.')
  const near = types.filter((type) => type.split('.')[0] === family)
  const families = [...new Set(types.map((type) => type.split('.')[0]))]
  const known = near.length > 0 ? near : families.map((one) => `${one}.*`)
  throw new InvalidArgumentError(`There are ${known.join(', ')}.`)
}

/** Whether a type is the one, or of the family, that is named. */
export function isOfType(type: string, named: string): boolean {
  return named.endsWith('.*') ? type.startsWith(named.slice(0, -1)) : type === named
}
