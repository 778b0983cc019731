import { isAddress, zeroAddress, zeroHash } from 'viem'
import type { SenderStatement } from '../../../protocol/senderStatement.ts'
import { isBytes } from '../letters/isBytes.ts'
import { SenderStatementError } from './SenderStatementError.ts'

const MAX_TIME = 2 ** 40 - 1

/**
 * Refuses what no relay would take, before anybody is asked to sign it.
 *
 * @throws {SenderStatementError} Says which field, and why.
 */
export function checkStatement(statement: SenderStatement): void {
  const { inboxId, letterHash, senderInboxId, keyId, relay, issuedAt } = statement
  check(isBytes(inboxId, 32), `\`inboxId\` is 32 bytes, not ${inboxId}.`)
  check(isBytes(letterHash, 32), `\`letterHash\` is 32 bytes, not ${letterHash}.`)
  check(isBytes(senderInboxId, 32), `\`senderInboxId\` is 32 bytes, not ${senderInboxId}.`)
  check(
    isAddress(relay) && relay !== zeroAddress,
    `\`relay\` is the address of the relay that carries the letter, not ${relay}.`,
  )
  check(
    keyId === zeroHash || senderInboxId !== zeroHash,
    'By a key, `senderInboxId` has to name the inbox whose key it is.',
  )
  check(
    Number.isSafeInteger(issuedAt) && issuedAt >= 0 && issuedAt <= MAX_TIME,
    `\`issuedAt\` is in whole Unix seconds, not ${issuedAt}.`,
  )
}

function check(isGood: boolean, message: string): void {
  if (!isGood) throw new SenderStatementError(message)
}
