import type { ReactNode } from 'react'
import { RadioCards } from '../../ui/RadioCards.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { AddToken } from './AddToken.tsx'
import { doorOptions } from './doorOptions.ts'
import styles from './PriceForm.module.css'
import { PriceRowFields } from './PriceRowFields.tsx'
import type { PriceDraftState } from './usePriceDraft.ts'

/** What strangers are to meet: the door, and a price for each token. */
export function PriceForm({
  state,
  isNew = false,
}: {
  state: PriceDraftState
  /** Of an inbox that is not there yet: what needs no price shows none. */
  isNew?: boolean | undefined
}): ReactNode {
  const { draft, faults, setDoor, setRow, addRow, removeRow } = state
  const isPriced = draft.door === 'postage' || !isNew
  return (
    <Stack>
      <RadioCards
        legend="Strangers write to you"
        value={draft.door}
        onChange={setDoor}
        options={doorOptions}
      />
      {isPriced && (
        <>
          {draft.door !== 'postage' && draft.rows.length > 0 && (
            <p>These prices are kept for when the door asks for postage again.</p>
          )}
          {draft.rows.map((row, index) => (
            <PriceRowFields
              key={row.token}
              row={row}
              faults={faults?.rows[index]}
              isPlain={isNew}
              isOnly={isNew && draft.rows.length === 1}
              onChange={(change) => setRow(index, change)}
              onRemove={() => removeRow(index)}
            />
          ))}
          <div aria-live="polite" className={styles.live}>
            {faults?.all && <p className={styles.fault}>{faults.all}</p>}
          </div>
          <AddToken
            taken={draft.rows.map(({ token }) => token)}
            window={draft.rows[0]?.window}
            onAdd={addRow}
          />
        </>
      )}
    </Stack>
  )
}
