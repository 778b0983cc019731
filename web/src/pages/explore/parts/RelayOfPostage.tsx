import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { isAddressEqual, zeroAddress } from 'viem'
import { ThingLink } from './ThingLink.tsx'

/** The relay that postage names, or that it names none. */
export function RelayOfPostage({ relay }: { relay: Address }): ReactNode {
  if (isAddressEqual(relay, zeroAddress)) return 'None named'
  return <ThingLink kind="relay" id={relay} />
}
