import type { ReactNode } from 'react'
import type { Act } from '../../acts/Act.ts'
import { ActButton } from '../../acts/ActButton.tsx'
import { ActStatus } from '../../acts/ActStatus.tsx'
import { Amount } from '../../ui/Amount.tsx'
import { Row } from '../../ui/Row.tsx'

/** The end of a form that moves money: how far it is, and the button that does it, which says how much. */
export function MoveButton({
  act,
  label,
  amount,
  token,
  disabled,
}: {
  act: Act
  /** What is done to the amount: `Deposit`. */
  label: string
  /** In the token's smallest unit; undefined: none is entered yet. */
  amount: bigint | undefined
  token: { symbol: string; decimals: number }
  disabled: boolean
}): ReactNode {
  return (
    <>
      <ActStatus act={act} />
      <Row>
        <ActButton act={act} disabled={disabled}>
          {label}
          {amount !== undefined && (
            <>
              {' '}
              <Amount value={amount} token={token} />
            </>
          )}
        </ActButton>
      </Row>
    </>
  )
}
