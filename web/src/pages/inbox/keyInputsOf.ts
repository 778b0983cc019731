import type { Contracts, KeyInput, KeyPair } from '@pennypost/sdk'
import { canSign, keyInputOf } from '@pennypost/sdk'
import type { Hex } from 'viem'

/**
 * Keys as the contract takes them, with what shows that somebody has them: those that sign come first, and the first of them vouches for
 * those that cannot.
 *
 * @param place.voucher - A signing key that the inbox has already, where none of these signs.
 * @param place.expiresAt - Unix seconds; never unless given.
 */
export function keyInputsOf(
  pairs: readonly KeyPair[],
  place: {
    chainId: number
    inboxId: Hex
    contracts: Contracts
    voucher?: KeyPair | undefined
    expiresAt?: number | undefined
  },
): readonly KeyInput[] {
  const signing = pairs.filter(({ kind }) => canSign(kind))
  const others = pairs.filter(({ kind }) => !canSign(kind))
  const voucher = signing[0] ?? place.voucher
  return [...signing, ...others].map((key) => keyInputOf({ ...place, key, voucher }))
}
