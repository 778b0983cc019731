import type { Hex } from 'viem'
import type { Mailing, Stamp } from '../../../protocol/eip712/postOffice.ts'
import { mailingIdOf } from '../../../protocol/ids.ts'
import { admit } from '../actions/admit.ts'
import { admitMailing } from '../actions/admitMailing.ts'
import { multicallPostOffice } from '../actions/multicallPostOffice.ts'
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

/** Mailings of one transaction: each takes less than 60,000 gas, all together half of what a transaction may (EIP-7825). */
const mostMailings = 128

/** How many mailings are looked up at once. */
const lookUps = 8

type StampEntry = { id: Hex; stamp: Stamp }
type MailingEntry = { id: Hex; mailing: Mailing }

/**
 * Admits the stamps among postage in one transaction; one that cannot be is left out.
 *
 * @throws What sending or waiting throws: then nothing is known of those that are left.
 */
export async function admitStamps(
  postages: readonly Unadmitted[],
  options: AdmitPostageOptions,
): Promise<void> {
  const { client, contracts } = options
  const entries = postages.flatMap(({ stampId, stamp }) => (stamp ? [{ id: stampId, stamp }] : []))
  await admitAllBut(options, entries, (left: readonly StampEntry[]) =>
    admit(client, { stamps: left.map(({ stamp }) => stamp), contracts }),
  )
}

/**
 * Admits the mailings among postage, many in one transaction. What goes wrong with them is told to `onError`, so that it holds up nothing else.
 *
 * @throws What the options' own functions throw.
 */
export async function admitMailings(
  postages: readonly Unadmitted[],
  options: AdmitPostageOptions,
): Promise<void> {
  const { client, onRefused, onError } = options
  const ids = postages.flatMap(({ mailingId }) => (mailingId === undefined ? [] : [mailingId]))
  for (let start = 0; start < ids.length; start += mostMailings) {
    const entries = await lookedUp(ids.slice(start, start + mostMailings), options)
    try {
      const contracts = await contractsOf(client, options)
      await admitAllBut(options, entries, (left: readonly MailingEntry[]) => {
        const calls = left.map(({ mailing }) => admitMailing.call(contracts, { mailing }))
        return multicallPostOffice(client, { calls, contracts })
      })
    } catch (error) {
      onError?.(error)
      // A refusal that names none of them is no word on whether they are on the chain. One that was settled meanwhile stays so.
      const isRefusal = error instanceof ContractRefusalError
      const why = isRefusal ? new PennypostError(error.shortMessage, { cause: error }) : error
      for (const { id } of entries) await onRefused(id, why, true)
    }
  }
}

/**
 * Sends entries in one transaction, and those that are left again while the contract refuses one.
 *
 * @throws What sending or waiting throws: then nothing is known of those that are left.
 */
async function admitAllBut<entry extends { id: Hex }>(
  { client, onAdmitted, onRefused }: AdmitPostageOptions,
  entries: readonly entry[],
  send: (left: readonly entry[]) => Promise<Hex>,
): Promise<void> {
  let left = entries
  for (let attempt = 1; left.length > 0; ) {
    try {
      const hash = await send(left)
      const { transactionHash } = await waitUntilMined(client, { hash })
      return await onAdmitted(
        left.map(({ id }) => id),
        transactionHash,
      )
    } catch (error) {
      const refused = refusedOne(error)
      const others = left.filter(({ id }) => id !== refused?.id)
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

/** The whole of mailings. One that nobody can say, or says wrongly, is told of and left out. */
async function lookedUp(
  ids: readonly Hex[],
  options: AdmitPostageOptions,
): Promise<readonly MailingEntry[]> {
  const found: MailingEntry[] = []
  const look = async (id: Hex) => {
    try {
      found.push({ id, mailing: await wholeMailing(id, options) })
    } catch (error) {
      options.onError?.(error)
      await options.onRefused(id, error, true)
    }
  }
  for (let start = 0; start < ids.length; start += lookUps)
    await Promise.all(ids.slice(start, start + lookUps).map(look))
  return found
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
