import type { ReactNode } from 'react'
import { formatUnits } from 'viem'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Row } from '../../ui/Row.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

/** An amount to type, with a button for all there is, to the last digit. */
export function AmountField({
  token,
  text,
  onText,
  hint,
  fault,
  most,
  mostLabel,
}: {
  token: { symbol: string; decimals: number }
  text: string
  onText(text: string): void
  hint: ReactNode
  /** Shown once something was typed. */
  fault?: string | undefined
  /** In the token's smallest unit; undefined: not known yet. */
  most: bigint | undefined
  mostLabel: string
}): ReactNode {
  return (
    <Field label="Amount" hint={hint} error={text.trim() === '' ? undefined : fault}>
      <Row wrap={false} align="end">
        <TextInput value={text} onChange={onText} inputMode="decimal" unit={token.symbol} />
        <Button
          disabled={most === undefined || most === 0n}
          onClick={() => onText(formatUnits(most ?? 0n, token.decimals))}
        >
          {mostLabel}
        </Button>
      </Row>
    </Field>
  )
}
