import type { Mailing } from '../../../protocol/eip712/postOffice.ts'
import { mailingIdOf } from '../../../protocol/ids.ts'
import type { MailClaim } from '../actions/collectMail.ts'
import { collectMail } from '../actions/collectMail.ts'
import type { PennypostClient } from '../chain/client.ts'
import { chainIdOf } from '../chain/client.ts'
import { postOffice } from '../chain/postOffice.ts'
import { readMany } from '../chain/readMany.ts'
import type { FlowOptions } from './flowOptions.ts'
import { flowOf } from './flowOptions.ts'
import type { ChunkOptions } from './inChunks.ts'
import { inChunks } from './inChunks.ts'
import type { InChunksReturnType } from './stampsInChunks.ts'

export type CollectAllMailParameters = FlowOptions &
  ChunkOptions & {
    /** Whole, as opened: its hash is checked on chain. */
    mailing: Mailing
    /** However many, all to inboxes of the account. */
    claims: readonly MailClaim[]
  }

/**
 * Takes the stake of any number of letters of a mailing that are addressed to the account's inbox, in as many transactions as it takes.
 *
 * Source: `PostOffice.collectMail`. Each transaction is waited for before the next. Can be called again after whatever went wrong: what was
 * collected is left out.
 *
 * @throws {ChunkRefusalError} What `collectMail` is refused with. Of which claim, and how far the list got, it says.
 * @throws {TransactionFailedError} A transaction was refused after all, or replaced.
 *
 * @example
 * await collectAllMail(client, { mailing, claims, onProgress: ({ done, total }) => console.log(done, total) })
 */
export async function collectAllMail(
  client: PennypostClient,
  { mailing, claims, onProgress, ...options }: CollectAllMailParameters,
): Promise<InChunksReturnType> {
  const flow = await flowOf(client, options)
  const { contracts } = flow
  const chainId = await chainIdOf(client)
  const mailingId = mailingIdOf({ chainId, postOffice: contracts.PostOffice, mailing })
  const isCollected = await readMany(client, {
    ...{ contract: postOffice, functionName: 'isMailCollected', contracts },
    args: claims.map(({ index }) => [mailingId, index] as const),
  })
  const hashes = await inChunks(client, {
    flow,
    action: collectMail,
    pending: claims
      .map((item, index) => ({ index, item }))
      .filter(({ index }) => !isCollected[index]),
    total: claims.length,
    toParameters: (items) => ({ mailing, claims: items }),
    culpritOf: ({ errorName, args: [, mailIndex] }, chunk) =>
      aboutOne.has(errorName) ? chunk.findLast(({ item }) => item.index === mailIndex) : undefined,
    onProgress,
  })
  return { hashes }
}

/** Errors about one of the letters have its index in the mailing after the mailing's id. */
const aboutOne = new Set([
  'MailIndexOutOfRange',
  'MailAlreadyCollected',
  'MailProofLengthMismatch',
  'MailProofInvalid',
  'NotMailRecipient',
])
