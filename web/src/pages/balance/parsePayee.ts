import type { Address } from 'viem'
import { isAddressEqual } from 'viem'
import type { ParsedParty } from '../../input/parseParty.ts'
import { parseAddress } from '../../input/parseParty.ts'

/** Reads to whom money is to go. The PostOffice itself is nobody: what it got would be lost, and it refuses. */
export function parsePayee(text: string, postOffice: Address): ParsedParty<Address> {
  const parsed = parseAddress(text)
  if (parsed.party && isAddressEqual(parsed.party, postOffice))
    return {
      fault: 'That is the PostOffice itself, which takes nothing for itself. Enter an account.',
    }
  return parsed
}
