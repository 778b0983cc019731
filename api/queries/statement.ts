import type { Database, Parameter } from './database.ts'

/** What a query needs of a chain. */
export type ChainTables = { id: number; schema: string; database: Database }

/**
 * A statement over one chain's tables. Its text is built once per chain, so that it is prepared once per connection.
 *
 * @param write - The SQL for a chain, with `$1`… for the values; `chain.schema` and `chain.id` go into the text, as they are
 * never a stranger's.
 *
 * @example
 * const readDoor = statement<{ door: string }, [inboxId: Hex]>(
 *   ({ id, schema }) => `select door from ${schema}.inbox where chain_id = ${id} and inbox_id = $1`,
 * )
 * const [row] = await readDoor(chain, inboxId)
 */
export function statement<Row extends object, Values extends readonly Parameter[]>(
  write: (chain: { id: number; schema: string }) => string,
): (chain: ChainTables, ...values: Values) => Promise<Row[]> {
  const texts = new Map<string, string>()
  return (chain, ...values) => {
    let text = texts.get(chain.schema)
    if (text === undefined) {
      text = onOneLine(write(chain))
      texts.set(chain.schema, text)
    }
    return chain.database.query<Row>(text, values)
  }
}

/** Without comments and needless space: Postgres copies the text of a prepared statement whenever it runs. */
function onOneLine(text: string): string {
  return text.replace(/--.*$/gm, '').replace(/\s+/g, ' ').trim()
}
