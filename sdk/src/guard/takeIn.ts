import type { Address, Hex } from 'viem'
import { zeroHash } from 'viem'
import { paymentHeaders } from '../x402/payment.ts'
import { acknowledgement, settlementHeader } from './acknowledgement.ts'
import type { EligibleLetter } from './eligibleLetter.ts'
import { GuardRefusal } from './GuardRefusal.ts'
import type { GuardContext } from './guardOptions.ts'
import type { GuardResult } from './guardResult.ts'
import type { Receipt } from './receipt.ts'
import { signReceipt } from './receipt.ts'
import { stampOfPostage } from './stampOfPostage.ts'
import type { Unadmitted } from './unadmitted.ts'
import type { JudgedPostage } from './verdictSource.ts'

/** How long a request may have a letter to itself; it asks for more in time. */
const claimSeconds = 60

type JudgedLetter = Omit<EligibleLetter, 'receipt'>

/**
 * Claims a letter that may be carried, so that no other request takes it in meanwhile, admits it first where that is asked for, and signs
 * its receipt.
 *
 * @throws {GuardRefusal} 409: another request has it.
 * @throws {ContractRefusalError} It was to be admitted first, and cannot be.
 */
export async function takeIn(context: GuardContext, letter: JudgedLetter): Promise<GuardResult> {
  const { store, onError } = context
  const claimId = crypto.randomUUID()
  const claimed = await store.claim(letter, claimId, claimSeconds)
  if (claimed === 'busy') throw busy()
  if (claimed !== 'claimed') return { response: acknowledgement(context, claimed) }

  const renewal = setInterval(
    () => {
      store.claim(letter, claimId, claimSeconds).catch(onError)
    },
    (claimSeconds * 1_000) / 3,
  )
  const abandon = async () => {
    clearInterval(renewal)
    await store.release(letter, claimId).catch(onError)
  }
  try {
    const { receipt, unadmitted } = await admitted(context, letter)
    const taken = { ...letter, receipt }
    return {
      letter: taken,
      async confirm() {
        clearInterval(renewal)
        const standing = await store.finish(taken, unadmitted)
        if (unadmitted) context.admitter?.notice(unadmitted)
        return [paymentHeaders.response, settlementHeader(context, standing)]
      },
      abandon,
      lapse: () => clearInterval(renewal),
    }
  } catch (error) {
    await abandon()
    throw error
  }
}

/** The receipt of a letter, and what is left to be admitted. */
async function admitted(
  context: GuardContext,
  letter: JudgedLetter,
): Promise<{ receipt: Receipt; unadmitted: Unadmitted | undefined }> {
  const { chainId, postOffice, signer, relay, admitter, admitFirst } = context
  const { inboxId, letterHash, verdict } = letter
  const postage = verdict.reason === 'paid' ? verdict.postage : undefined
  const earned = postage && unadmittedOf(context, letter, postage)
  const isFirst = postage !== undefined && earned !== undefined && admitFirst(postage)
  const transaction = isFirst ? await admitter?.admitNow(earned) : undefined
  const postageId = lowerCase(postage?.stampId ?? postage?.mailingId ?? zeroHash)
  const receivedAt = Math.floor(Date.now() / 1_000)
  const receipt = {
    ...(await signReceipt({
      ...{ chainId, postOffice, signer },
      admission: { relay, inboxId, letterHash, postageId, receivedAt },
    })),
    reason: verdict.reason,
    ...(postage && { payer: lowerCase(postage.sender as Address) }),
    ...(transaction && { transaction }),
  }
  return { receipt, unadmitted: transaction ? undefined : earned }
}

/** What the relay has to earn yet: nothing where the carriage is nobody's, another's, none, or its own already. */
function unadmittedOf(
  { relay }: GuardContext,
  letter: JudgedLetter,
  postage: JudgedPostage,
): Unadmitted | undefined {
  const { mailingId, expiresAt, carriage, status } = postage
  const isOurs = postage.relay.toLowerCase() === relay
  if (!isOurs || BigInt(carriage) === 0n || status !== 'open') return undefined
  const stamp = stampOfPostage(letter, postage)
  if (stamp) return { stampId: lowerCase(stamp.stampId), stamp: stamp.stamp, expiresAt }
  return mailingId === undefined ? undefined : { mailingId: lowerCase(mailingId as Hex), expiresAt }
}

function busy(): GuardRefusal {
  const detail = 'This very letter is being taken in by another request.'
  return new GuardRefusal(409, 'letter_busy', detail, { retryAfterSeconds: 1 })
}

function lowerCase<hex extends string>(value: hex): Hex {
  return value.toLowerCase() as Hex
}
