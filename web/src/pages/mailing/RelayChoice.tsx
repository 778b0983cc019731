import type { ReactNode } from 'react'
import type { Address } from 'viem'
import type { SiteRelay } from '../../relays/SiteRelay.ts'
import { Select } from '../../ui/Select.tsx'

/** Of several relays that may carry the letters of a mailing, the one that is to. */
export function RelayChoice({
  relays,
  chosen,
  onChoose,
}: {
  relays: readonly SiteRelay[]
  chosen: Address | undefined
  onChoose(relay: Address): void
}): ReactNode {
  return (
    <Select<Address>
      label="Relay"
      value={chosen}
      onChange={onChoose}
      options={relays.map(({ relay, url }) => ({ value: relay, label: url }))}
    />
  )
}
