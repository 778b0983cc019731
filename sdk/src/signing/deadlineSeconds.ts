import { InvalidParameterError } from '../errors/InvalidParameterError.ts'

/** A deadline as contracts take it. @throws {InvalidParameterError} It is no whole number of seconds. */
export function deadlineSeconds(deadline: number): bigint {
  if (!Number.isSafeInteger(deadline) || deadline < 0)
    throw new InvalidParameterError(
      'deadline',
      `A deadline is a whole number of seconds since 1970, and not ${deadline}.`,
    )
  return BigInt(deadline)
}
