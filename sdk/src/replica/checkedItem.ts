import type { Address, Hex } from 'viem'
import type { VerifyItem } from '../../../protocol/wire/verify.ts'
import { InvalidParameterError } from '../errors/InvalidParameterError.ts'
import { isLowerHex } from './isLowerHex.ts'

/** A letter to judge, as `POST /v1/verify` takes it but for `explain`: ids and addresses in any case, amounts as decimal strings. */
export type ReplicaQuestion = {
  readonly chain?: string | undefined
  readonly inboxId: string
  readonly sender: string
  readonly letterHash: string
  readonly relay: string
  readonly stampId?: string | undefined
  readonly mailing?:
    | { readonly mailingId: string; readonly index: number; readonly proof: readonly string[] }
    | undefined
  readonly senderStatement?:
    | {
        readonly wallet: string
        readonly senderInboxId: string
        readonly keyId: string
        readonly issuedAt: number
        readonly signature: string
      }
    | undefined
  readonly senderAuthenticated?: true | undefined
  readonly finality?: 'latest' | 'safe' | 'finalized' | undefined
  readonly minConfirmations?: number | undefined
  readonly minSecondsLeft?: number | undefined
  readonly minCarriage?: Readonly<Record<string, string>> | undefined
  readonly acceptUnpaidCarriage?: true | undefined
  readonly policy?: { readonly unknownInbox?: 'refuse' | 'carry' | undefined } | undefined
}

const fields: ReadonlySet<string> = new Set<keyof ReplicaQuestion>([
  'chain',
  'inboxId',
  'sender',
  'letterHash',
  'relay',
  'stampId',
  'mailing',
  'senderStatement',
  'senderAuthenticated',
  'finality',
  'minConfirmations',
  'minSecondsLeft',
  'minCarriage',
  'acceptUnpaidCarriage',
  'policy',
])

const maxProofLength = 32
const maxMinCarriageTokens = 64
const uint32 = 2 ** 32 - 1
const uint40 = 2 ** 40 - 1

/**
 * A question as the table takes it, ids and addresses in lower case. What the API would refuse is refused here too: a condition that is
 * misspelt must not be taken for none.
 *
 * @throws {InvalidParameterError}
 */
export function checkedItem(question: ReplicaQuestion, chain: string): VerifyItem {
  for (const field in question) {
    if (!fields.has(field)) fail(field, 'is not a field of this question')
  }
  if (question.chain !== undefined && question.chain !== chain) {
    fail('chain', `is not that of this replica, ${chain}`)
  }
  const { stampId, mailing, senderStatement, finality, minCarriage, policy } = question
  if (stampId !== undefined && mailing !== undefined) {
    fail('mailing', 'names postage besides `stampId`: leave out one of them')
  }
  return {
    inboxId: bytes32('inboxId', question.inboxId),
    sender: senderOf(question.sender),
    letterHash: bytes32('letterHash', question.letterHash),
    relay: address('relay', question.relay),
    stampId: stampId === undefined ? undefined : bytes32('stampId', stampId),
    mailing: mailing === undefined ? undefined : mailingOf(mailing),
    senderStatement: senderStatement === undefined ? undefined : statementOf(senderStatement),
    senderAuthenticated: trueOrNone('senderAuthenticated', question.senderAuthenticated),
    finality:
      finality === undefined
        ? undefined
        : oneOf('finality', finality, ['latest', 'safe', 'finalized']),
    minConfirmations: whole('minConfirmations', question.minConfirmations, 1, 2 ** 31 - 1),
    minSecondsLeft: whole('minSecondsLeft', question.minSecondsLeft, 0, uint40),
    minCarriage: minCarriage === undefined ? undefined : amountsOf(minCarriage),
    acceptUnpaidCarriage: trueOrNone('acceptUnpaidCarriage', question.acceptUnpaidCarriage),
    policy: policy === undefined ? undefined : policyOf(policy),
  }
}

function fail(parameter: string, because: string): never {
  throw new InvalidParameterError(parameter, `\`${parameter}\` ${because}.`)
}

const zeros = `0x${'0'.repeat(24)}`

function bytes32(name: string, value: unknown): Hex {
  return lower(value, 64) ?? fail(name, 'must be 32 bytes: 0x and 64 hexadecimal digits')
}

function address(name: string, value: unknown): Address {
  return lower(value, 40) ?? fail(name, 'must be an address: 0x and 40 hexadecimal digits')
}

/** So many digits in lower case, which they mostly are already. */
function lower(value: unknown, count: number): Hex | undefined {
  if (typeof value !== 'string') return undefined
  if (isLowerHex(value, count)) return value as Hex
  // Of the prefix only the small x will do, as for the API.
  const other = `0x${value.slice(2).toLowerCase()}` as const
  return value.startsWith('0x') && isLowerHex(other, count) ? other : undefined
}

function senderOf(value: unknown): Hex {
  const isWallet = typeof value === 'string' && value.length === 42
  const sender = lower(value, isWallet ? 40 : 64)
  if (!sender) {
    return fail(
      'sender',
      'must be a wallet (0x and 40 hexadecimal digits) or an inbox id (0x and 64)',
    )
  }
  if (!isWallet && sender.startsWith(zeros)) {
    fail('sender', 'is an address written as 32 bytes: give its 20 bytes')
  }
  return sender
}

function mailingOf(
  given: NonNullable<ReplicaQuestion['mailing']>,
): NonNullable<VerifyItem['mailing']> {
  const { mailingId, index, proof, ...others } = objectOf('mailing', given)
  refuseOthers('mailing', others)
  if (!Array.isArray(proof) || proof.length > maxProofLength) {
    fail('mailing.proof', `must be at most ${maxProofLength} siblings of the leaf`)
  }
  return {
    mailingId: bytes32('mailing.mailingId', mailingId),
    index: whole('mailing.index', index, 0, uint32) ?? fail('mailing.index', 'is missing'),
    proof: proof.map((sibling) => bytes32('mailing.proof', sibling)),
  }
}

const signaturePattern = /^0x([0-9a-fA-F]{128}|[0-9a-fA-F]{130})$/

function statementOf(
  given: NonNullable<ReplicaQuestion['senderStatement']>,
): NonNullable<VerifyItem['senderStatement']> {
  const { wallet, senderInboxId, keyId, issuedAt, signature, ...others } = objectOf(
    'senderStatement',
    given,
  )
  refuseOthers('senderStatement', others)
  if (typeof signature !== 'string' || !signaturePattern.test(signature)) {
    fail('senderStatement.signature', 'must be the 64 bytes of a key, or the 65 of a wallet')
  }
  const name = 'senderStatement.issuedAt'
  return {
    wallet: address('senderStatement.wallet', wallet),
    senderInboxId: bytes32('senderStatement.senderInboxId', senderInboxId),
    keyId: bytes32('senderStatement.keyId', keyId),
    issuedAt: whole(name, issuedAt, 0, uint40) ?? fail(name, 'is missing'),
    signature: signature as Hex,
  }
}

const amountPattern = /^(0|[1-9][0-9]{0,77})$/

function amountsOf(given: Readonly<Record<string, string>>): ReadonlyMap<Address, bigint> {
  const entries = Object.entries(objectOf('minCarriage', given))
  if (entries.length > maxMinCarriageTokens) {
    fail('minCarriage', `must name at most ${maxMinCarriageTokens} tokens`)
  }
  const amounts = new Map<Address, bigint>()
  for (const [token, amount] of entries) {
    if (typeof amount !== 'string' || !amountPattern.test(amount)) {
      fail('minCarriage', 'must be decimal strings of the smallest unit, by token')
    }
    amounts.set(address('minCarriage', token), BigInt(amount))
  }
  if (amounts.size < entries.length) fail('minCarriage', 'must name each token once')
  return amounts
}

function policyOf(
  given: NonNullable<ReplicaQuestion['policy']>,
): NonNullable<VerifyItem['policy']> {
  const { unknownInbox, ...others } = objectOf('policy', given)
  refuseOthers('policy', others)
  if (unknownInbox === undefined) return {}
  return { unknownInbox: oneOf('policy.unknownInbox', unknownInbox, ['refuse', 'carry']) }
}

function objectOf<T>(name: string, value: T): T {
  return typeof value === 'object' && value !== null ? value : fail(name, 'must be an object')
}

function refuseOthers(name: string, others: object): void {
  for (const field in others) fail(`${name}.${field}`, 'is not a field of this question')
}

function oneOf<const W extends string>(name: string, value: unknown, words: readonly W[]): W {
  return words.find((word) => word === value) ?? fail(name, `must be one of ${words.join(', ')}`)
}

function trueOrNone(name: string, value: unknown): true | undefined {
  return value === undefined || value === true ? value : fail(name, 'must be true, or left out')
}

function whole(name: string, value: unknown, least: number, most: number): number | undefined {
  if (value === undefined) return undefined
  const isWhole = Number.isInteger(value) && (value as number) >= least && (value as number) <= most
  return isWhole ? (value as number) : fail(name, `must be a whole number from ${least} to ${most}`)
}
