import type { Unadmitted } from '@pennypost/sdk/guard'
import type { Hex } from 'viem'

type Stamp = NonNullable<Unadmitted['stamp']>

/** A stamp as JSON has it, which knows no large numbers. */
export function toJson(stamp: Stamp) {
  return { ...stamp, carriage: String(stamp.carriage), stake: String(stamp.stake) }
}

/** Postage to be admitted, from its row. */
export function toUnadmitted(postageId: Hex, json: object | null, expiresAt: number): Unadmitted {
  if (json === null) return { mailingId: postageId, expiresAt }
  const stamp = json as ReturnType<typeof toJson>
  return {
    stampId: postageId,
    stamp: { ...stamp, carriage: BigInt(stamp.carriage), stake: BigInt(stamp.stake) },
    expiresAt,
  }
}
