/** Thrown where the browser keeps nothing for the page, or lost what it kept; `message` is a sentence for a person. */
export class StorageError extends Error {
  constructor(cause: unknown) {
    super(sentenceOf(cause), { cause })
    this.name = 'StorageError'
  }
}

function sentenceOf(cause: unknown): string {
  const isFull = cause instanceof Error && cause.name === 'QuotaExceededError'
  return isFull
    ? 'This browser has no room left to keep anything for this page. Free some space on the device, then try again.'
    : 'This browser keeps nothing for this page, as in some private windows or where site data is blocked. Allow site data for this page, or open it in an ordinary window.'
}
