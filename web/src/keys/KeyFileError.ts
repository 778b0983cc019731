/** Thrown when a file holds no keys that can be taken in; `message` is a sentence for a person. */
export class KeyFileError extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'KeyFileError'
  }
}
