import type { Address, Hash, Hex } from 'viem'
import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import { stampIdOf } from '../../../protocol/ids.ts'
import type { Sent } from '../chain/defineWrite.ts'
import type { PostInput } from './postInput.ts'
import { stampOf } from './postInput.ts'

/** What posting a stamp gives. */
export type PostReturnType = {
  hash: Hash
  /** Keep it: the recipient and the relay need it whole, and whoever takes the postage back. */
  stamp: Stamp
  stampId: Hex
}

/** The stamp that was posted, in the name of `sender`. */
export function postedStamp(
  sender: Address,
  { hash, parameters, chainId, contracts }: Sent<{ input: PostInput }>,
): PostReturnType {
  const stamp = stampOf(sender, parameters.input)
  return { hash, stamp, stampId: stampIdOf({ chainId, postOffice: contracts.PostOffice, stamp }) }
}
