import type { GetMailingReturnType, MailingTree } from '@pennypost/sdk'
import { getMailing } from '@pennypost/sdk'
import type { MailingFile } from '@pennypost/sdk/mailings'
import { treeOfMailing } from '@pennypost/sdk/mailings'
import { getBlock } from 'viem/actions'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'
import { namingFile, readMailingFile } from './readMailingFile.ts'

/** A mailing whose letters can be proven. */
export type ProvableMailing = MailingFile & {
  tree: MailingTree
  /** On chain now. */
  state: GetMailingReturnType
  /** Whether its recipients can answer no more, by the clock or the newest block. */
  isExpired: boolean
}

/**
 * A mailing from its file, with its tree, which is that of the root on chain: the id that the chain knows commits to it.
 *
 * @throws {CliError} The file was changed, or the mailing was never opened.
 */
export async function provableMailing(context: Context, file: string): Promise<ProvableMailing> {
  const chain = await context.chain()
  const found = await readMailingFile(file, chain)
  const { mailing, mailingId } = found
  const tree = await namingFile(file, () => treeOfMailing(found))
  const { client, contracts, id } = chain
  const state = await getMailing(client, { mailingId, contracts })
  if (state.status === 'none')
    throw new CliError(
      `Mailing ${mailingId} is not open on chain ${id}. Open it with pennypost mailing open --resume ${file}.`,
      { exitCode: exitCodes.refused },
    )
  const { timestamp } = await getBlock(client)
  const now = Math.max(Number(timestamp), Date.now() / 1_000)
  return { ...found, tree, state, isExpired: now >= mailing.expiresAt }
}
