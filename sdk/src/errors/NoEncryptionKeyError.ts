import { PennypostError } from './PennypostError.ts'

/** Thrown when there is nobody to seal a letter for: no key that was given can be encrypted to. */
export class NoEncryptionKeyError extends PennypostError {
  /** The kinds of the keys that were given, each once, ascending. */
  readonly kinds: readonly number[]

  constructor(kinds: readonly number[]) {
    const found = [...new Set(kinds)].sort((a, b) => a - b)
    super(
      `No letter can be sealed for this inbox: it has ${keysText(found)}. Its owner has to add a key of kind 2 (X25519) or 5 (X-Wing).`,
      { docsPath: 'docs/letters.md' },
    )
    this.name = 'NoEncryptionKeyError'
    this.kinds = found
  }
}

function keysText(kinds: readonly number[]): string {
  if (kinds.length === 0) return 'no key to encrypt to'
  return `only keys of kind ${kinds.join(', ')}, none of which can be encrypted to`
}
