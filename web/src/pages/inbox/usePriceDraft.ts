import type { Door } from '@pennypost/sdk'
import { useMemo, useState } from 'react'
import type { Prices } from './priceChanges.ts'
import type { PriceDraft, PriceRow, RowFaults } from './priceDraft.ts'
import { readDraft } from './priceDraft.ts'

/** What is being typed about prices, and what it means. */
export type PriceDraftState = {
  draft: PriceDraft
  /** Undefined while something is wrong. */
  wanted: Prices | undefined
  faults: { rows: readonly RowFaults[]; all?: string | undefined } | undefined
  setDoor(door: Door): void
  setRow(index: number, change: Partial<PriceRow>): void
  addRow(row: PriceRow): void
  removeRow(index: number): void
}

/** Holds prices while they are typed. */
export function usePriceDraft(initial: PriceDraft): PriceDraftState {
  const [draft, setDraft] = useState(initial)
  const { wanted, faults } = useMemo(() => readDraft(draft), [draft])
  const setRows = (change: (rows: readonly PriceRow[]) => readonly PriceRow[]) =>
    setDraft(({ door, rows }) => ({ door, rows: change(rows) }))
  return {
    ...{ draft, wanted, faults },
    setDoor: (door) => setDraft(({ rows }) => ({ door, rows })),
    setRow: (index, change) =>
      setRows((rows) => rows.map((row, i) => (i === index ? { ...row, ...change } : row))),
    addRow: (row) => setRows((rows) => [...rows, row]),
    removeRow: (index) => setRows((rows) => rows.filter((_, i) => i !== index)),
  }
}
