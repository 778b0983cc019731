import type { ListEntry } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { Badge } from '../../ui/Badge.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Table } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { Carriage } from './Carriage.tsx'
import { Endpoint } from './Endpoint.tsx'
import { RelayStamps } from './RelayStamps.tsx'

type Relay = ListEntry<'listRelays'>

const columns = [
  { id: 'relay', label: 'Relay' },
  { id: 'endpoint', label: 'Takes letters at' },
  { id: 'carriage', label: 'Carriage of a letter' },
  { id: 'stamps', label: 'Stamps for it' },
  { id: 'state', label: 'In service' },
] as const

/** A row for each relay, that leads to all that is known of it. */
export function RelayTable({ relays }: { relays: readonly Relay[] }): ReactNode {
  return (
    <Table
      caption="Relays of this chain"
      columns={columns}
      empty="No relay has registered on this chain yet. Below is how to be the first."
      rows={relays.map(({ relay, endpoint, active, activeSinceTime, prices }) => ({
        id: relay,
        cells: {
          relay: <HexText value={relay} kind="address" href={`/explore/relays/${relay}`} />,
          endpoint: <Endpoint url={endpoint} />,
          carriage: <Carriage prices={prices} />,
          stamps: <RelayStamps relay={relay} />,
          state: (
            <>
              <Badge tone={active ? 'good' : 'neutral'}>
                {active ? 'Active' : 'Not in service'}
              </Badge>{' '}
              since <Time at={activeSinceTime} />
            </>
          ),
        },
      }))}
    />
  )
}
