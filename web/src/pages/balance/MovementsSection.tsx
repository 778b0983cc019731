import type { ReactNode } from 'react'
import type { Address } from 'viem'

import { useApiPages } from '../../api/useApiPages.ts'
import { useChain } from '../../config/useChain.ts'
import { useToken } from '../../facts/useToken.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { MoreButton } from '../../ui/MoreButton.tsx'
import { Row } from '../../ui/Row.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { Table } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import type { Movement } from './movementWords.ts'
import { movementWords } from './movementWords.ts'
import { Postage } from './Postage.tsx'

/** What changed the balance, newest first. */
export function MovementsSection({ account }: { account: Address }): ReactNode {
  const { entries, isPending, error, hasMore, loadMore, isLoadingMore, refetch } = useApiPages(
    'listMovements',
    { address: account, limit: 15 },
  )
  return (
    <Section
      title="Movements"
      lead="Newest first. Postage that a wallet pays directly never was in a balance, and is not among them."
    >
      {error && entries.length === 0 && <ErrorNotice error={error} onRetry={refetch} />}
      {isPending && !error && (
        <Stack gap="small">
          <Loading label="Reading what changed your balance …" />
          <Skeleton lines={4} />
        </Stack>
      )}
      {!isPending && (
        <Table
          caption="What changed your balance"
          columns={[
            { id: 'what', label: 'What' },
            { id: 'amount', label: 'Amount', align: 'end' },
            { id: 'when', label: 'When, and in which transaction' },
          ]}
          rows={entries.map((movement) => ({
            id: `${movement.blockNumber}-${movement.logIndex}`,
            cells: {
              what: <What movement={movement} account={account} />,
              amount: <Change movement={movement} />,
              when: (
                <Row>
                  <Time at={movement.timestamp} />
                  <Transaction hash={movement.transaction} />
                </Row>
              ),
            },
          }))}
          empty={
            <Empty title="Nothing has moved yet">
              Deposits, stakes that you collect and postage that comes back are listed here.
            </Empty>
          }
        />
      )}
      {hasMore && <MoreButton onClick={loadMore} busy={isLoadingMore} />}
    </Section>
  )
}

function What({ movement, account }: { movement: Movement; account: Address }): ReactNode {
  const { word, side } = movementWords(movement)
  const { counterparty } = movement
  const isOwn = counterparty?.toLowerCase() === account.toLowerCase()
  return (
    <div>
      {word}
      {side && counterparty && !isOwn && (
        <>
          {` ${side} `}
          <HexText value={counterparty} kind="address" href={`/explore/wallets/${counterparty}`} />
        </>
      )}
      <Postage movement={movement} />
    </div>
  )
}

function Change({ movement }: { movement: Movement }): ReactNode {
  const token = useToken(movement.token)
  const { sign } = movementWords(movement)
  return (
    <span>
      {sign > 0 && '+'}
      <Amount value={BigInt(movement.amount) * (sign < 0 ? -1n : 1n)} token={token} />
    </span>
  )
}

function Transaction({ hash }: { hash: string }): ReactNode {
  const { blockExplorerUrl } = useChain()
  const href = blockExplorerUrl && `${blockExplorerUrl}/tx/${hash}`
  return <HexText value={hash} kind="hash" href={href} />
}
