import type { Address, Hex } from 'viem'
import type { Admission } from '../../../protocol/admission.ts'
import { isAdmissionSignature } from '../../../protocol/admission.ts'
import { getRelay } from '../actions/getRelay.ts'
import type { ContractsOption, PennypostClient } from '../chain/client.ts'
import { chainIdOf, contractsOf } from '../chain/client.ts'
import type { SettlementResponse } from './payment.ts'

/** What the sender gave to the relay. */
export type SentLetter = { inboxId: Hex; letterHash: Hex }

/** A relay's receipt that was checked. */
export type VerifiedReceipt = { admission: Admission; signature: Hex }

/**
 * The receipt that came with a relay's answer, if it is about this letter and signed by the signer that the relay has on chain now: what a
 * sender can show if its letter never arrives.
 *
 * @returns Undefined where there is none, or none that holds.
 *
 * @example
 * const receipt = await verifyReceipt(client, { settlement, letter: { inboxId, letterHash } })
 */
export async function verifyReceipt(
  client: PennypostClient,
  parameters: ContractsOption & {
    settlement: SettlementResponse | undefined
    letter: SentLetter
    /** The relay that was paid; any, unless given. */
    relay?: Address | undefined
    /** The stamp or mailing that the receipt has to name; any, unless given. */
    postageId?: Hex | undefined
  },
): Promise<VerifiedReceipt | undefined> {
  const receipt = receiptOf(parameters.settlement)
  if (!receipt) return undefined
  const { admission, signature } = receipt
  const { letter, relay = admission.relay, postageId = admission.postageId } = parameters
  const isMeant =
    sameHex(admission.inboxId, letter.inboxId) &&
    sameHex(admission.letterHash, letter.letterHash) &&
    sameHex(admission.relay, relay) &&
    sameHex(admission.postageId, postageId)
  if (!isMeant) return undefined
  const [chainId, contracts, found] = await Promise.all([
    chainIdOf(client),
    contractsOf(client, parameters),
    getRelay(client, { relay: admission.relay, contracts: parameters.contracts }),
  ])
  if (!found) return undefined
  const { PostOffice: postOffice } = contracts
  const { signer } = found
  const isSigned = isAdmissionSignature({ chainId, postOffice, admission, signature, signer })
  return isSigned ? receipt : undefined
}

/** The receipt in what a relay wrote, who may write anything. */
function receiptOf(settlement: SettlementResponse | undefined): VerifiedReceipt | undefined {
  const extension = settlement?.extensions?.['pennypost-admission'] as
    | { info?: { admission?: Partial<Record<keyof Admission, unknown>>; signature?: unknown } }
    | undefined
  const { admission, signature } = extension?.info ?? {}
  if (typeof signature !== 'string' || typeof admission !== 'object' || admission === null)
    return undefined
  const { relay, inboxId, letterHash, postageId, receivedAt } = admission
  const isWhole =
    isBytes(relay, 20) && [inboxId, letterHash, postageId].every((word) => isBytes(word, 32))
  const isTime = Number.isInteger(receivedAt) && Number(receivedAt) >= 0
  if (!isWhole || !isTime || Number(receivedAt) >= 2 ** 40 || !isBytes(signature, 65))
    return undefined
  // Safety: a checksum of the relay's own making would be refused by whoever hashes it.
  const address = String(relay).toLowerCase() as Address
  const given = { relay: address, inboxId, letterHash, postageId, receivedAt } as Admission
  return { admission: given, signature: signature as Hex }
}

function isBytes(value: unknown, size: number): boolean {
  return typeof value === 'string' && new RegExp(`^0x[0-9a-fA-F]{${2 * size}}$`).test(value)
}

function sameHex(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
