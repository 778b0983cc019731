import { getTableColumns } from 'drizzle-orm'
import { getTableConfig } from 'drizzle-orm/pg-core'
import { describe, expect, it } from 'vitest'
import { keyTypeOf } from '../../../api/queries/feedColumns.ts'
import { feedSources } from '../../../api/queries/feedSources.ts'
import * as schema from '../../../indexer/ponder.schema.ts'
import { eventTypes } from '../../../protocol/wire/event.ts'
import { stateKeys, stateTableNames, stateTables } from '../../../protocol/wire/stateTables.ts'

const tables = { ...schema }

describe('the rows of feed and snapshot', () => {
  it.each(stateTableNames)('have every column of the index: %s', (name) => {
    const { chainId: _, ...columns } = getTableColumns(tables[name])
    expect(Object.keys(stateTables[name].row.shape).sort()).toEqual(Object.keys(columns).sort())
    for (const [column, { notNull }] of Object.entries(columns)) {
      const field = (stateTables[name].row.shape as Record<string, { isNullable(): boolean }>)[
        column
      ]
      expect([column, field?.isNullable()]).toEqual([column, !notNull])
    }
    for (const column of stateTables[name].key) {
      const type = (columns as unknown as Record<string, { getSQLType(): string }>)[column]
      const isText = type?.getSQLType() === 'text'
      expect([column, keyTypeOf(name, column)]).toEqual([column, isText ? 'text' : 'int8'])
    }
  })

  it.each(stateTableNames)('have as key the primary key of the index: %s', (name) => {
    const { primaryKeys, columns } = getTableConfig(tables[name])
    const composite = primaryKeys.flatMap((key) => key.columns.map((column) => column.name))
    const single = columns.filter((column) => column.primary).map((column) => column.name)
    const named = Object.entries(getTableColumns(tables[name]))
      .filter(([, column]) => [...composite, ...single].includes(column.name))
      .map(([field]) => field)
    expect(named.filter((field) => field !== 'chainId').sort()).toEqual([...stateKeys[name]].sort())
  })

  it('leave out only what tells of the past', () => {
    const left = Object.keys(tables).filter((name) => !(name in stateTables))
    expect(left.sort()).toEqual([
      ...['accountChange', 'allowanceChange', 'block', 'carriageChange', 'cashMovement'],
      ...['consentChange', 'guardianChange', 'ledgerTransfer', 'mailingStep', 'operatorChange'],
      ...['payoutChange', 'recoveryTransferStep', 'relayChange', 'stampStep', 'voidedNonce'],
      'walletChange',
    ])
  })
})

describe('the sources of the feed', () => {
  it('are one for each type of event', () => {
    const types = feedSources.flatMap(({ variants }) => variants.map(({ type }) => type))
    expect(types.sort()).toEqual([...eventTypes].sort())
  })
})
