import type { Address, Hex } from 'viem'
import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import type { LetterKey } from './letterKey.ts'
import type { JudgedPostage } from './verdictSource.ts'

/** The stamp that a verdict judged, as contracts take it; undefined where it judged a letter of a mailing. */
export function stampOfPostage(
  { inboxId, letterHash }: LetterKey,
  postage: JudgedPostage,
): { stampId: Hex; stamp: Stamp } | undefined {
  if (postage.stampId === undefined) return undefined
  const { stampId, sender, relay, token, carriage, stake, expiresAt } = postage
  const stamp = {
    ...{ sender: sender as Address, relay: relay as Address, token: token as Address },
    ...{ inboxId, letterHash, expiresAt },
    ...{ carriage: BigInt(carriage), stake: BigInt(stake) },
  }
  return { stampId: stampId as Hex, stamp }
}
