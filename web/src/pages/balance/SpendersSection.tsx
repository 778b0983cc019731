import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { ActButton } from '../../acts/ActButton.tsx'
import { ActStatus } from '../../acts/ActStatus.tsx'
import type { PlannedCall } from '../../acts/plan.ts'
import { plan } from '../../acts/plan.ts'
import { useAct } from '../../acts/useAct.ts'
import { useApi } from '../../api/useApi.ts'
import { useToken } from '../../facts/useToken.ts'
import { Amount } from '../../ui/Amount.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Row } from '../../ui/Row.tsx'
import { Section } from '../../ui/Section.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { shortHex } from '../../ui/shortHex.ts'
import { Table } from '../../ui/Table.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'

/** Whom the account lets spend its balance, and how that is taken back. */
export function SpendersSection({ account }: { account: Address }): ReactNode {
  const { data } = useApi('getAccount', { address: account, limit: 1 })
  if (!data) return null
  const { allowances, operators, hasMore } = data
  return (
    <Section
      title="Who else may spend your balance"
      lead={
        allowances.length + operators.length === 0
          ? 'Nobody. Programs that you let post for you would be listed here.'
          : 'What others may take, they may use for postage, or take for themselves.'
      }
    >
      {allowances.length + operators.length > 0 && (
        <Table
          caption="Who else may spend your balance"
          columns={[
            { id: 'who', label: 'Who' },
            { id: 'what', label: 'May take' },
            { id: 'end', label: 'Take back', align: 'end' },
          ]}
          rows={[
            ...operators.map(({ operator }) => ({
              id: `operator ${operator}`,
              cells: {
                who: <Account address={operator} />,
                what: 'Everything, in every token',
                end: (
                  <EndButton
                    who={operator}
                    call={plan('End the operator', 'setOperator', { operator, approved: false })}
                  />
                ),
              },
            })),
            ...allowances.map(({ spender, token, amount }) => ({
              id: `${spender} ${token}`,
              cells: {
                who: <Account address={spender} />,
                what: <Allowance token={token} amount={BigInt(amount)} />,
                end: (
                  <EndButton
                    who={spender}
                    call={plan('End the allowance', 'approveSpender', {
                      token,
                      spender,
                      amount: 0n,
                    })}
                  />
                ),
              },
            })),
          ]}
        />
      )}
      {(hasMore.allowances || hasMore.operators) && (
        <Notice tone="warn">There are more of them than are listed here.</Notice>
      )}
    </Section>
  )
}

function Account({ address }: { address: Address }): ReactNode {
  return <HexText value={address} kind="address" href={`/explore/wallets/${address}`} />
}

const endless = 2n ** 256n - 1n

function Allowance({ token, amount }: { token: Address; amount: bigint }): ReactNode {
  const facts = useToken(token)
  if (amount === endless) return `Any amount of ${facts.symbol}`
  return (
    <span>
      Up to <Amount value={amount} token={facts} />
    </span>
  )
}

function EndButton({ who, call }: { who: Address; call: PlannedCall }): ReactNode {
  const act = useAct({
    async run({ send }) {
      await send([call])
    },
    done: `${shortHex(who)} may spend none of it any more.`,
  })
  return (
    <Stack gap="small">
      <Row justify="end">
        <ActButton act={act} kind="danger" size="small">
          Take back<VisuallyHidden> from {shortHex(who)}</VisuallyHidden>
        </ActButton>
      </Row>
      {act.problem && <ActStatus act={act} />}
    </Stack>
  )
}
