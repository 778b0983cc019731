import type { FetchWithPostageReturnType, PennypostClient } from '@pennypost/sdk'
import { fetchWithPostage, PostageRefusedError, verifyReceipt } from '@pennypost/sdk'
import type { Hex } from 'viem'
import { zeroHash } from 'viem'
import { reasonSentence } from '../facts/reasonSentence.ts'
import { addressOf } from './letterAddressOf.ts'
import { LetterRefusedError } from './letterProblems.ts'
import type { LetterDelivery, OwnLetter } from './OwnLetter.ts'

type Contracts = Parameters<typeof fetchWithPostage>[1]['contracts']

/**
 * Hands a letter over that is paid for: nothing is paid here, whatever the relay answers.
 *
 * @throws {LetterRefusedError} The relay does not take it.
 * @throws What `fetchWithPostage` throws where there is no answer: the letter may be handed over again.
 */
export async function handOver(
  client: PennypostClient,
  letter: OwnLetter,
  options: {
    contracts: Contracts
    signal: AbortSignal
    onWait: (reason: string) => void
  },
): Promise<LetterDelivery> {
  const { postage } = letter
  if (!postage) throw new Error('Only what is paid for is handed over here.')
  const { contracts, signal, onWait } = options
  try {
    const taken = await fetchWithPostage(client, {
      ...{ ...addressOf(letter), contracts, signal, maxPostage: {} },
      ...{ paid: { stampId: postage.stampId }, maxWaitSeconds: 30 },
      onStep: (step) => {
        if (step.step === 'waiting') onWait(step.reason)
      },
    })
    return await deliveryOf(client, letter, taken, contracts)
  } catch (cause) {
    if (!(cause instanceof PostageRefusedError)) throw cause
    const sentence = `The relay does not carry it, although it is paid for. ${reasonSentence(cause.reason)}`
    throw new LetterRefusedError(sentence, { mayPass: passing.has(cause.reason), cause })
  }
}

/** Reasons that time alone may change. */
const passing = new Set(['postage_unknown', 'not_final', 'postage_required', 'unknown'])

/**
 * What a relay's answer says of a letter, with its receipt checked against the chain.
 *
 * @throws {LetterRefusedError} It has not taken the letter in.
 */
export async function deliveryOf(
  client: PennypostClient,
  { inboxId, letterHash, relay, postage }: OwnLetter,
  { response, settlement }: FetchWithPostageReturnType,
  contracts: Contracts,
): Promise<LetterDelivery> {
  if (!response.ok) throw await refusalOf(response)
  const at = Math.floor(Date.now() / 1_000)
  const letter = { inboxId, letterHash }
  const verified = (postageId: Hex) =>
    verifyReceipt(client, { settlement, letter, relay, postageId, contracts })
  try {
    // A letter that is free has a receipt that names no postage: one, too, that became so after it was paid for.
    const signed = (postage && (await verified(postage.stampId))) ?? (await verified(zeroHash))
    return { at, receipt: signed ? 'good' : 'bad', ...(signed && { signed }) }
  } catch {
    return { at, receipt: 'unchecked' }
  }
}

const refusals: Readonly<Record<string, string>> = {
  inbox_full: 'As much waits for this inbox as the relay keeps. It may have room again later.',
  free_not_carried: 'This relay carries free letters of allowed senders only.',
  letter_too_large: 'The letter is longer than this relay takes.',
}

async function refusalOf(response: Response): Promise<LetterRefusedError> {
  const { status } = response
  const { code, detail } = await problemOf(response)
  const mayPass = status >= 500 || status === 408 || status === 409 || status === 429
  const own = typeof code === 'string' && Object.hasOwn(refusals, code) ? refusals[code] : undefined
  const said = typeof detail === 'string' ? ` It says: ${detail.slice(0, 300)}` : ''
  const busy =
    status === 429 ? 'The relay was asked too often.' : 'The relay cannot take letters just now.'
  const plain = mayPass ? busy : `The relay does not take this letter.${said}`
  return new LetterRefusedError(own ?? plain, { mayPass })
}

async function problemOf(response: Response): Promise<Record<string, unknown>> {
  try {
    const value: unknown = await response.json()
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
