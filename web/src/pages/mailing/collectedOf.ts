import { postOffice, readMany } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { MailingContext } from './MailingContext.ts'

/** Of these letters of a mailing, by their indexes, those whose stake was collected. */
export async function collectedOf(
  { client, chain: { contracts } }: Pick<MailingContext, 'client' | 'chain'>,
  mailingId: Hex,
  indexes: readonly number[],
): Promise<ReadonlySet<number>> {
  const isCollected = await readMany(client, {
    ...{ contract: postOffice, functionName: 'isMailCollected', contracts },
    args: indexes.map((index) => [mailingId, index] as const),
  })
  return new Set(indexes.filter((_, place) => isCollected[place]))
}
