import type { ApiSchemas } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { useApiPages } from '../../../api/useApiPages.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { Loading } from '../../../ui/Loading.tsx'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Table } from '../../../ui/Table.tsx'
import { Time } from '../../../ui/Time.tsx'
import { Place } from '../parts/Place.tsx'
import { ThingLink } from '../parts/ThingLink.tsx'
import { TokenAmount } from '../parts/TokenAmount.tsx'
import { movementWords } from './movementWords.ts'

/** What changed an address's balances in the PostOffice, newest first. */
export function WalletMovements({ address }: { address: Address }): ReactNode {
  const pages = useApiPages('listMovements', { address, limit: 10 })
  const { entries, isPending, error } = pages
  return (
    <Section title="Its balance, movement by movement">
      {isPending && <Loading label="Listing the movements …" />}
      {error && entries.length === 0 && (
        <ErrorNotice
          error={error}
          title="The movements cannot be listed just now"
          onRetry={pages.refetch}
        />
      )}
      {!isPending && (entries.length > 0 || !error) && (
        <Table
          caption="Movements of its balances, newest first"
          empty="Nothing has moved yet"
          columns={[
            { id: 'what', label: 'What' },
            { id: 'amount', label: 'Amount', align: 'end' },
            { id: 'when', label: 'When' },
            { id: 'block', label: 'Block' },
          ]}
          rows={entries.map((movement) => ({
            id: `${movement.blockNumber} ${movement.logIndex} ${movement.kind}`,
            cells: {
              what: <What movement={movement} />,
              amount: <TokenAmount value={signed(movement)} token={movement.token} />,
              when: <Time at={movement.timestamp} />,
              block: <Place block={movement.blockNumber} transaction={movement.transaction} />,
            },
          }))}
        />
      )}
      {pages.hasMore && <MoreButton onClick={pages.loadMore} busy={pages.isLoadingMore} />}
    </Section>
  )
}

function What({ movement }: { movement: ApiSchemas['Movement'] }): ReactNode {
  const { stampIds = [], mailingId, counterparty, cause } = movement
  const [stampId] = stampIds
  return (
    <>
      {movementWords(movement)}
      {stampId && (
        <div>
          <ThingLink kind="stamp" id={stampId} />
          {stampIds.length > 1 &&
            ` and ${stampIds.length - 1}${movement.hasMoreStamps ? ' or more' : ''} others`}
        </div>
      )}
      {mailingId && (
        <div>
          <ThingLink kind="mailing" id={mailingId} />
        </div>
      )}
      {cause === 'transfer' && counterparty && (
        <div>
          <ThingLink kind="wallet" id={counterparty} />
        </div>
      )}
    </>
  )
}

const signed = ({ kind, amount }: ApiSchemas['Movement']) =>
  kind === 'debit' || kind === 'withdrawal' ? -BigInt(amount) : BigInt(amount)
