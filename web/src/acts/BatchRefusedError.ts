/** Thrown where a wallet does not make calls one after all; nothing was sent. */
export class BatchRefusedError extends Error {
  override readonly name = 'BatchRefusedError'
}
