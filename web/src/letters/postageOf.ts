import type { Contracts, Stamp, StampRequirements, StampTerms } from '@pennypost/sdk'
import { stampIdOf } from '@pennypost/sdk'
import type { Address } from 'viem'
import type { LetterPostage, OwnLetter } from './OwnLetter.ts'

/** The stamp that the letter is to be paid with. */
export function postageOf(
  { wallet }: Pick<OwnLetter, 'wallet'>,
  { asset, extra }: StampRequirements & { extra: StampTerms },
  { chain }: { chain: { id: number; contracts: Contracts } },
): LetterPostage {
  const { inboxId, letterHash, relay, carriage, stake, expiresAt } = extra
  const stamp: Stamp = {
    ...{ sender: wallet, relay: lowerCase(relay), token: lowerCase(asset) },
    ...{ inboxId, letterHash, expiresAt },
    ...{ carriage: BigInt(carriage), stake: BigInt(stake) },
  }
  const stampId = stampIdOf({ chainId: chain.id, postOffice: chain.contracts.PostOffice, stamp })
  return { stamp, stampId, timesAsked: 0, isPosted: false }
}

/** A relay may write a checksum that is none, which encoding would refuse. */
function lowerCase(address: string): Address {
  return address.toLowerCase() as Address
}
