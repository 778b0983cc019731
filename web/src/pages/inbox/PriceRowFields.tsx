import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import styles from './PriceForm.module.css'
import type { PriceRow, RowFaults } from './priceDraft.ts'

/** The price in one token, to be typed. */
export function PriceRowFields({
  row,
  faults,
  isPlain,
  isOnly,
  onChange,
  onRemove,
}: {
  row: PriceRow
  faults: RowFaults | undefined
  /** Without what hardly anybody needs at first. */
  isPlain: boolean
  /** There has to be one. */
  isOnly: boolean
  onChange(change: Partial<PriceRow>): void
  onRemove(): void
}): ReactNode {
  const { symbol } = row
  return (
    <fieldset aria-label={`Price in ${symbol}`} className={styles.row}>
      <Field label={`Stake in ${symbol}`} hint="What a stranger puts down." error={faults?.stake}>
        <TextInput
          inputMode="decimal"
          value={row.stake}
          onChange={(stake) => onChange({ stake })}
          unit={symbol}
        />
      </Field>
      <Field label="Answer window" hint="From 1 hour to 30 days." error={faults?.window}>
        <TextInput value={row.window} onChange={(window) => onChange({ window })} />
      </Field>
      {!isOnly && (
        <div className={styles.remove}>
          <Button kind="quiet" size="small" onClick={onRemove}>
            <Icon name="trash" />
            Remove <VisuallyHidden>the price in {symbol}</VisuallyHidden>
          </Button>
        </div>
      )}
      {!isPlain && (
        <div className={styles.option}>
          <Checkbox
            label="The relay of a letter may collect its stake for you"
            checked={row.relayMayCollect}
            onChange={(relayMayCollect) => onChange({ relayMayCollect })}
          />
        </div>
      )}
    </fieldset>
  )
}
