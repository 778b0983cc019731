import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Address } from 'viem'
import { getAddress, isAddressEqual, zeroAddress } from 'viem'
import { useToken } from '../../facts/useToken.ts'
import { TokenAmount } from '../../money/TokenAmount.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { MoreButton } from '../../ui/MoreButton.tsx'
import { RoundedAmount } from '../../ui/RoundedAmount.tsx'
import { Row } from '../../ui/Row.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { Table } from '../../ui/Table.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import { AnotherToken } from './AnotherToken.tsx'
import { MoneyDialog } from './MoneyDialog.tsx'
import type { Holding } from './useHoldings.ts'
import { useHoldings } from './useHoldings.ts'
import type { MoneyForm } from './useMoneyForm.ts'
import { useMoneyForm } from './useMoneyForm.ts'

/** What the account has in the PostOffice, next to what it has itself, and the ways between the two. */
export function BalancesSection({ account }: { account: Address }): ReactNode {
  const { form, open, close } = useMoneyForm()
  const [named, setNamed] = useState<readonly Address[]>([])
  const list = useHoldings(account, form ? [...named, form.token] : named)
  const { holdings, isPending, error, hasMore, isLoadingMore, loadMore, refetch } = list
  return (
    <Section title="What you have">
      {error && (
        <ErrorNotice error={error} title="The list of your balances may be old" onRetry={refetch} />
      )}
      {isPending ? (
        <Stack gap="small">
          <Loading label="Reading your balance …" />
          <Skeleton height="6rem" />
        </Stack>
      ) : (
        <Table
          caption="What you have, by token"
          columns={[
            { id: 'token', label: 'Token' },
            { id: 'credit', label: 'Balance here', align: 'end' },
            { id: 'own', label: 'In your wallet', align: 'end' },
            { id: 'ways', label: 'Move', align: 'end' },
          ]}
          rows={holdings.map((holding) => ({
            id: holding.token,
            cells: {
              token: <TokenName token={holding.token} />,
              credit: <TokenAmount token={holding.token} value={holding.credit} />,
              own: <OwnAmount holding={holding} />,
              ways: <Ways holding={holding} onOpen={open} />,
            },
          }))}
        />
      )}
      {hasMore && <MoreButton onClick={loadMore} busy={isLoadingMore} />}
      <AnotherToken
        taken={holdings.map(({ token }) => token)}
        onToken={(token) => setNamed([...named, token])}
      />
      <MoneyDialog
        form={form}
        account={account}
        holding={holdings.find(({ token }) => form && isAddressEqual(token, form.token))}
        onClose={close}
      />
    </Section>
  )
}

function TokenName({ token }: { token: Address }): ReactNode {
  const { symbol } = useToken(token)
  if (isAddressEqual(token, zeroAddress)) return <strong>{symbol}</strong>
  return (
    <Row>
      <strong>{symbol}</strong>
      <HexText value={getAddress(token)} kind="address" />
    </Row>
  )
}

/** What the wallet itself has, which is only information here. */
function OwnAmount({ holding: { token, own } }: { holding: Holding }): ReactNode {
  const facts = useToken(token)
  return own === undefined ? 'Not known' : <RoundedAmount value={own} token={facts} />
}

function Ways({
  holding: { token, credit },
  onOpen,
}: {
  holding: Holding
  onOpen(form: MoneyForm): void
}): ReactNode {
  const { symbol } = useToken(token)
  return (
    <Row wrap={false} justify="end">
      <Button size="small" onClick={() => onOpen({ kind: 'deposit', token })}>
        Deposit<VisuallyHidden> {symbol}</VisuallyHidden>
      </Button>
      <Button
        size="small"
        disabled={credit === 0n}
        onClick={() => onOpen({ kind: 'withdraw', token })}
      >
        Withdraw<VisuallyHidden> {symbol}</VisuallyHidden>
      </Button>
    </Row>
  )
}
