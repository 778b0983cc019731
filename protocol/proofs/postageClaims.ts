import type { Address, Hex } from 'viem'
import { zeroAddress } from 'viem'
import { mailingIdOf, stampIdOf } from '../ids.ts'
import { verifyMailProof } from '../verifyMailProof.ts'
import type { ProvenPostage } from '../wire/proof.ts'
import { decodedWord } from './decodedWord.ts'
import type { Fact } from './evidence.ts'
import { wordsOf } from './evidence.ts'
import { ProofError } from './ProofError.ts'
import type { ProofQuestion } from './question.ts'
import { storedWord } from './storedWord.ts'

/** Postage that the chain holds for the letter. Amounts are those of one letter. */
export type HeldPostage = {
  kind: 'stamp' | 'mailing'
  id: Hex
  payer: Address
  relay: Address
  token: Address
  carriage: bigint
  stake: bigint
  expiresAt: number
  /** When it was posted, or the mailing opened. */
  postedAt: number
  isAdmitted: boolean
  facts: Fact[]
}

/**
 * Rows 6 and 9 to 11: the postage that the verdict names is of those fields, for this letter and this relay, pending, and in
 * time.
 *
 * @throws {ProofError} What it is not. @throws {WordsMissing}
 */
export function heldPostage(question: ProofQuestion): HeldPostage {
  const { postage: fields, verdict, request } = question
  if (!fields || !verdict.postage) {
    throw new ProofError('postage_mismatch', 'the answer lacks the postage')
  }
  const held = request.mailing
    ? heldMailing(question, fields, request.mailing)
    : heldStamp(question, fields)
  checkTold(held, verdict.postage)
  checkRelay(held, request)
  if (question.now >= held.expiresAt) {
    throw new ProofError(
      'expired',
      `it is ${question.now}, and the time ended at ${held.expiresAt}`,
    )
  }
  return held
}

function heldStamp(
  { chainId, contracts, request, verdict, head }: ProofQuestion,
  fields: ProvenPostage,
): HeldPostage {
  const { inboxId, letterHash } = request
  const stamp = { ...partsOf(fields), inboxId, letterHash }
  const id = stampIdOf({ chainId, postOffice: contracts.PostOffice, stamp })
  if (id !== verdict.postage?.stampId || (request.stampId ?? id) !== id) {
    throw new ProofError('postage_mismatch', `a stamp of these fields, for this letter, is ${id}`)
  }
  const [word] = wordsOf(head, storedWord.stamp(id))
  const { status, postedAt } = decodedWord.stamp(word)
  if (status !== 'open' && status !== 'admitted') {
    throw new ProofError('not_pending', `stamp ${id} is ${status}`)
  }
  const { sender: payer, ...rest } = partsOf(fields)
  const detail = `stamp ${id} is ${status}, posted at ${postedAt}, until ${rest.expiresAt}`
  return {
    ...{ kind: 'stamp', id, payer, ...rest, postedAt },
    isAdmitted: status === 'admitted',
    facts: [{ about: 'postage', detail }],
  }
}

function heldMailing(
  { chainId, contracts, request, verdict, head }: ProofQuestion,
  fields: ProvenPostage,
  letter: NonNullable<ProofQuestion['request']['mailing']>,
): HeldPostage {
  const root = fields.root as Hex | undefined
  const { count } = fields
  if (root === undefined || count === undefined) {
    throw new ProofError('postage_mismatch', 'the answer lacks root and count of the mailing')
  }
  const mailing = { ...partsOf(fields), root, count }
  const id = mailingIdOf({ chainId, postOffice: contracts.PostOffice, mailing })
  const { index, proof, mailingId } = letter
  if (id !== mailingId || verdict.postage?.mailingId !== id || verdict.postage.index !== index) {
    throw new ProofError('postage_mismatch', `a mailing of these fields is ${id}`)
  }
  const { inboxId, letterHash } = request
  if (!verifyMailProof({ root, count, index, inboxId, letterHash, proof })) {
    throw new ProofError('letter_mismatch', `mailing ${id} does not have the letter at ${index}`)
  }
  const [word, page] = wordsOf(head, storedWord.mailing(id), storedWord.mailPage(id, index))
  const { status, openedAt: postedAt } = decodedWord.mailing(word)
  if (status !== 'open' && status !== 'admitted') {
    throw new ProofError('not_pending', `mailing ${id} is ${status}`)
  }
  if (decodedWord.isMailCollected(page, index)) {
    throw new ProofError('not_pending', `letter ${index} of mailing ${id} was collected`)
  }
  const { sender: payer, ...rest } = partsOf(fields)
  const detail = `mailing ${id} is ${status}, opened at ${postedAt}, until ${rest.expiresAt}, and letter ${index} not collected`
  return {
    ...{ kind: 'mailing', id, payer, ...rest, postedAt },
    isAdmitted: status === 'admitted',
    facts: [{ about: 'postage', detail }],
  }
}

function partsOf({ sender, relay, token, carriage, stake, expiresAt }: ProvenPostage) {
  return {
    sender: lower(sender),
    relay: lower(relay),
    token: lower(token),
    carriage: BigInt(carriage),
    stake: BigInt(stake),
    expiresAt,
  }
}

/** What the verdict tells of the postage has to be so. */
function checkTold(held: HeldPostage, told: NonNullable<ProofQuestion['verdict']['postage']>) {
  const { payer, relay, token, carriage, stake, expiresAt, postedAt, isAdmitted } = held
  const proven = { sender: payer, relay, token, carriage, stake, expiresAt, postedAt }
  for (const [name, value] of Object.entries(proven)) {
    const said = told[name as keyof typeof proven]
    if (String(said).toLowerCase() === String(value)) continue
    throw new ProofError('postage_mismatch', `its ${name} is ${value}, not ${said}`)
  }
  const status = isAdmitted ? 'admitted' : 'open'
  if (told.status !== status) {
    throw new ProofError('postage_mismatch', `it is ${status}, not ${told.status}`)
  }
}

function checkRelay({ relay }: HeldPostage, request: ProofQuestion['request']): void {
  const fits = relay === zeroAddress ? request.acceptUnpaidCarriage : relay === request.relay
  if (!fits) throw new ProofError('relay_mismatch', `it is for ${relay}, not ${request.relay}`)
}

const lower = (address: string) => address.toLowerCase() as Address
