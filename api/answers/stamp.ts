import { getAddress } from 'viem'
import type { Stamp } from '../../protocol/wire/stamp.ts'
import type { StampRow } from '../queries/stamp.ts'

/** Shapes a stamp for an answer. */
export function toStamp(row: StampRow): Stamp {
  return {
    ...row,
    sender: getAddress(row.sender),
    relay: getAddress(row.relay),
    token: getAddress(row.token),
    postedBlock: String(row.postedBlock),
  }
}
