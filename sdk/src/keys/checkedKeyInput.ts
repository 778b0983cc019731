import type { Hex } from 'viem'
import { size } from 'viem'
import { keyIdOf } from '../../../protocol/ids.ts'
import { keyLengths } from '../../../protocol/keyKinds.ts'
import { InvalidKeyError } from '../errors/InvalidKeyError.ts'
import { sentenceOf } from '../errors/sentenceOf.ts'
import type { KeyInput } from './keyInput.ts'

const MAX_POSSESSION_LENGTH = 1_024
/** The last second that 40 bits can hold. A time in milliseconds is beyond it. */
const LAST_TIME = 2 ** 40 - 1

/**
 * A key that InboxRegistry does not refuse by itself; whether it is revoked, expired or one too many only the chain knows.
 *
 * @throws {InvalidKeyError} Its kind is unknown, its length another than the kind's, or a part of it out of range.
 */
export function checkedKeyInput(key: KeyInput): KeyInput {
  const { kind, expiresAt, publicKey, possession } = key
  const refuse = (sentence: string) => new InvalidKeyError(sentence, kind)
  const lengths = keyLengths(kind)
  if (!lengths) throw refuse(sentenceOf('KeyKindUnknown', [kind]))
  if (!isBytes(publicKey)) throw refuse('A public key is bytes in hexadecimal, 0x in front.')
  const { min, max } = lengths
  const length = size(publicKey)
  if (length < min || length > max)
    throw refuse(sentenceOf('KeyLengthOutOfRange', [kind, length, min, max]))
  if (!isBytes(possession)) throw refuse('A proof of possession is bytes in hexadecimal, or 0x.')
  if (size(possession) > MAX_POSSESSION_LENGTH)
    throw refuse(
      sentenceOf('PossessionTooLong', [
        ...[keyIdOf(kind, publicKey), size(possession), MAX_POSSESSION_LENGTH],
      ]),
    )
  if (!Number.isInteger(expiresAt) || expiresAt < 0 || expiresAt > LAST_TIME)
    throw refuse(
      `A key expires at a whole second since 1970, up to ${LAST_TIME}, or never (0), and not at ${expiresAt}. Is that in milliseconds?`,
    )
  return key
}

/** viem takes an odd number of digits, and would send other bytes than were meant. */
function isBytes(value: Hex): boolean {
  return /^0x([0-9a-f]{2})*$/i.test(value)
}
