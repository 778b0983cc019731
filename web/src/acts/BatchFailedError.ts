/** Thrown where a wallet gave up a batch that it had taken. */
export class BatchFailedError extends Error {
  /** As EIP-5792 has it: 400 nothing was sent, 600 only a part was done. */
  readonly statusCode: number

  constructor(statusCode: number) {
    super(`The wallet gave up the batch with status ${statusCode}.`)
    this.name = 'BatchFailedError'
    this.statusCode = statusCode
  }
}
