import { tableStatements } from '../../test/helpers/tables.ts'
import type { DataSizes } from './names.ts'
import { blocks, chainId } from './names.ts'
import { blockStatement, rowStatements } from './rows.ts'

/** Schema that the API reads the chain's tables in. */
export const schema = `chain_${chainId}_v1`

/** SQL that makes and fills the chain's tables, one statement after the other; indexes come last, as Ponder makes them after a backfill. */
export function fillStatements(sizes: DataSizes): string[] {
  const statements = tableStatements()
  const isIndex = (statement: string) => statement.startsWith('create index')
  return [
    `create schema ${schema}`,
    `set search_path = ${schema}`,
    "set maintenance_work_mem = '512MB'",
    ...statements.filter((statement) => !isIndex(statement)),
    blockStatement(blocks),
    ...rowStatements(sizes, blocks),
    ...statements.filter(isIndex),
    'vacuum analyze',
  ]
}
