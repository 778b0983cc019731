import type { Address, Hex } from 'viem'
import type { Admission } from '../../../protocol/admission.ts'
import { isAdmissionSignature } from '../../../protocol/admission.ts'
import { getRelay } from '../actions/getRelay.ts'
import type { ContractsOption, PennypostClient } from '../chain/client.ts'
import { chainIdOf, contractsOf } from '../chain/client.ts'
import type { SettlementResponse } from './payment.ts'
import { toReceipt } from './toReceipt.ts'

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
  const extension = settlement?.extensions?.['pennypost-admission']
  return toReceipt((extension as { info?: unknown } | undefined)?.info)
}

function sameHex(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
