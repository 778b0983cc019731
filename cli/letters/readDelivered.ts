import type { DeliveredLetter, KeyPair } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import type { Context } from '../context.ts'
import { letterPostage } from './letterPostage.ts'
import type { ClosedLetter } from './openDelivered.ts'
import { openDelivered } from './openDelivered.ts'
import type { ReadLetter } from './readLetterText.ts'
import { saveContent } from './saveContent.ts'

export type ReadDeliveredParameters = {
  inboxId: Hex
  /** Whom the letter comes from. */
  relay: Address
  /** That open letters. */
  keys: readonly KeyPair[]
  /** Folder to write what is in letters to. */
  out: string | undefined
}

/** Opens a letter, writes it where that is wanted, and finds out what waits for an answer. */
export async function readDelivered(
  context: Context,
  letter: DeliveredLetter,
  { inboxId, relay, keys, out }: ReadDeliveredParameters,
): Promise<ReadLetter | ClosedLetter> {
  const { id: chainId } = await context.chain()
  const opened = await openDelivered(letter, { chainId, inboxId }, keys)
  if ('because' in opened) return opened
  const { letterId, receivedAt, sender, receipt } = letter
  const postageId = letter.postageId ?? undefined
  const of = { inboxId, relay, letterHash: opened.letterHash, receipt }
  return {
    ...{ ...opened, letterId, receivedAt, sender: sender ?? undefined, postageId },
    postage: postageId && (await letterPostage(context, of, postageId)),
    file: out === undefined ? undefined : saveContent(out, opened),
  }
}
