import type { Hex } from 'viem'
import { hexToBytes } from 'viem'
import { LetterError } from '../errors/LetterError.ts'
import { isBytes } from './isBytes.ts'

/** For whom a letter is. */
export type LetterAddress = {
  chainId: number
  inboxId: Hex
}

/**
 * The bytes of the inbox that a letter is for.
 *
 * @throws {LetterError} `bad_parameter`: no chain has that id, or no inbox.
 */
export function inboxIdBytes({ chainId, inboxId }: LetterAddress): Uint8Array {
  if (!Number.isSafeInteger(chainId) || chainId < 1) {
    throw new LetterError('bad_parameter', `No chain has the id ${chainId}.`)
  }
  if (!isBytes(inboxId, 32)) {
    throw new LetterError('bad_parameter', `An inbox id is 32 bytes, not ${inboxId}.`)
  }
  return hexToBytes(inboxId)
}
