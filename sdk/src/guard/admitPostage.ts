import type { Hex } from 'viem'
import type { Mailing, Stamp } from '../../../protocol/eip712/postOffice.ts'
import { mailingIdOf } from '../../../protocol/ids.ts'
import { admit } from '../actions/admit.ts'
import { admitMailing } from '../actions/admitMailing.ts'
import type { ContractsOption, PennypostClient } from '../chain/client.ts'
import { chainIdOf, contractsOf } from '../chain/client.ts'
import { ContractRefusalError } from '../errors/ContractRefusalError.ts'
import { PennypostError } from '../errors/PennypostError.ts'
import { TransactionFailedError } from '../errors/TransactionFailedError.ts'
import { waitUntilMined } from '../flows/waitUntilMined.ts'
import type { Unadmitted } from './unadmitted.ts'

export type AdmitPostageOptions = ContractsOption & {
  client: PennypostClient
  mailing?: ((mailingId: Hex) => Promise<Mailing>) | undefined
  onAdmitted(postageIds: readonly Hex[], hash: Hex): Promise<void>
  /** @param mayCome - Whether it is only not on the chain now, as after a reorg. */
  onRefused(postageId: Hex, error: unknown, mayCome: boolean): Promise<void>
  onError?: ((error: unknown) => void) | undefined
}

/** What the contract says of one piece of postage, named first in the error; then the others are tried without it. */
const ofOne = new Set([
  ...['StampNotPending', 'StampHasExpired', 'NotRelay'],
  ...['MailingNotPending', 'MailingHasExpired', 'NotMailingRelay'],
])

/** How often a batch is sent that was refused although it was fine a moment before. */
const mostAttempts = 3

type Entry = { stampId: Hex; stamp: Stamp }

/**
 * Admits the stamps among postage in one transaction; one that cannot be is left out.
 *
 * @throws What sending or waiting throws: then nothing is known of those that are left.
 */
export async function admitStamps(
  postages: readonly Unadmitted[],
  options: AdmitPostageOptions,
): Promise<void> {
  const { client, contracts, onAdmitted, onRefused } = options
  let left = postages.filter((postage): postage is Unadmitted & Entry => !!postage.stamp)
  for (let attempt = 1; left.length > 0; ) {
    try {
      const stamps = left.map(({ stamp }) => stamp)
      const hash = await admit(client, { stamps, contracts })
      const { transactionHash } = await waitUntilMined(client, { hash })
      return await onAdmitted(idsOf(left), transactionHash)
    } catch (error) {
      const refused = refusedOne(error)
      const others = left.filter(({ stampId }) => stampId !== refused?.id)
      if (refused && others.length < left.length) {
        await onRefused(refused.id, error, refused.mayCome)
        left = others
      } else if (error instanceof TransactionFailedError && attempt < mostAttempts) {
        // Between trying and mining one of them was answered or ended: tried again, the contract says which.
        attempt += 1
      } else throw error
    }
  }
}

/** Admits postage if it is a mailing. What goes wrong is of this mailing alone. */
export async function admitMailingOnce(
  { mailingId }: Unadmitted,
  options: AdmitPostageOptions,
): Promise<void> {
  if (mailingId === undefined) return
  const { client, contracts, onAdmitted, onRefused, onError } = options
  try {
    const mailing = await wholeMailing(mailingId, options)
    const hash = await admitMailing(client, { mailing, contracts })
    const { transactionHash } = await waitUntilMined(client, { hash })
    await onAdmitted([mailingId], transactionHash)
  } catch (error) {
    const refused = refusedOne(error)
    if (!refused) onError?.(error)
    await onRefused(mailingId, error, refused?.mayCome ?? true)
  }
}

/** @throws {PennypostError} Nobody can say it, or says another. */
async function wholeMailing(mailingId: Hex, options: AdmitPostageOptions): Promise<Mailing> {
  const { client } = options
  const mailing = await options.mailing?.(mailingId)
  if (!mailing)
    throw new PennypostError(
      `Mailing ${mailingId} is not admitted: give \`mailing\`, which looks up the whole of one.`,
    )
  const { PostOffice: postOffice } = await contractsOf(client, options)
  const chainId = await chainIdOf(client)
  if (mailingIdOf({ chainId, postOffice, mailing }) !== mailingId)
    throw new PennypostError(`What was looked up as mailing ${mailingId} is another one.`)
  return mailing
}

function refusedOne(error: unknown): { id: Hex; mayCome: boolean } | undefined {
  if (!(error instanceof ContractRefusalError) || !ofOne.has(error.errorName)) return undefined
  const [id, status] = error.args
  // Status 0 is None: it is not there.
  return { id: String(id) as Hex, mayCome: error.errorName.endsWith('NotPending') && status === 0 }
}

function idsOf(entries: readonly Entry[]): Hex[] {
  return entries.map(({ stampId }) => stampId)
}
