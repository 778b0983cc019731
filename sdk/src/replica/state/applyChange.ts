import type { StateChange } from '../../../../protocol/wire/event.ts'
import type { StateTableName } from '../../../../protocol/wire/stateTables.ts'
import { ApiAnswerError } from '../../errors/ApiAnswerError.ts'
import { FieldError } from './fields.ts'
import {
  consentTable,
  doorChangeTable,
  inboxTable,
  keyTable,
  termsChangeTable,
  termsTable,
  walletTable,
} from './inboxTables.ts'
import { carriageTable, mailingTable, mailTable, relayTable, stampTable } from './postageTables.ts'
import type { ReplicaState } from './replicaState.ts'
import type { TableWriter } from './tableWriter.ts'

/**
 * The tables that verdicts need. A stamp that was called off is as good as none, past prices are in what they were asked for, and which
 * epoch of its keys is in force the inbox says.
 */
const tables: Partial<Record<StateTableName, TableWriter>> = {
  inbox: inboxTable,
  wallet: walletTable,
  key: keyTable,
  relay: relayTable,
  carriage: carriageTable,
  terms: termsTable,
  termsChange: termsChangeTable,
  doorChange: doorChangeTable,
  consent: consentTable,
  stamp: stampTable,
  mailing: mailingTable,
  mail: mailTable,
}

/**
 * Replaces a row by another, or takes it away, as a line of a snapshot or an entry of the feed says.
 *
 * @throws {ApiAnswerError} It is not as the API writes rows. Nothing of the row is in the state then.
 */
export function applyChange(
  state: ReplicaState,
  { table, key, row }: Pick<StateChange, 'table' | 'row'> & { key?: StateChange['key'] },
): void {
  try {
    if (row) tables[table]?.put(state, row)
    else tables[table]?.remove(state, key ?? {})
  } catch (error) {
    throw error instanceof FieldError ? badRow(table, error) : error
  }
}

function badRow(table: StateTableName, error: FieldError): ApiAnswerError {
  const because = `of a row of \`${table}\`, ${error.message}`
  return new ApiAnswerError('snapshot and events', because, { cause: error })
}
