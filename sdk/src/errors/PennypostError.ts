/** What an error knows beside its sentence. */
export type PennypostErrorOptions = {
  /** Path of the page, in the repository, that says more. */
  docsPath?: string | undefined
  cause?: unknown
}

/**
 * What every error of this package is, where it knows more than what viem says.
 *
 * `shortMessage` is a sentence for a person: what was wrong, and what to do.
 */
export class PennypostError extends Error {
  readonly shortMessage: string
  readonly docsPath: string | undefined

  constructor(shortMessage: string, { docsPath, cause }: PennypostErrorOptions = {}) {
    super(docsPath ? `${shortMessage}\n\nSee ${docsPath}` : shortMessage, { cause })
    this.name = 'PennypostError'
    this.shortMessage = shortMessage
    this.docsPath = docsPath
  }
}
