import type { Address } from 'viem'
import { getAddress, zeroAddress } from 'viem'
import type { Movement } from '../../protocol/wire/movement.ts'
import type { MovementRow } from '../queries/movements.ts'
import { causeOf } from './movementCause.ts'

/** Shapes a movement of an account's balance for an answer. */
export function toMovement(row: MovementRow, account: Address): Movement {
  return {
    ...describe(row, account),
    token: getAddress(row.token),
    amount: row.amount,
    caller: getAddress(row.caller),
    blockNumber: String(row.blockNumber),
    logIndex: row.logIndex,
    timestamp: row.timestamp,
    transaction: row.transaction,
  }
}

function describe(
  row: MovementRow,
  account: Address,
): Pick<Movement, 'kind' | 'cause' | 'counterparty' | 'stampIds' | 'mailingId' | 'letters'> {
  const { from, to, cash } = row
  if (cash) {
    const counterparty = getAddress(cash.kind === 'deposit' ? cash.from : cash.to)
    return { kind: cash.kind, counterparty }
  }
  const kind = to === account ? 'credit' : 'debit'
  if (from === zeroAddress || to === zeroAddress) return { kind, ...causeOf(row) }
  if (from === to) return { kind: 'self', cause: 'transfer' }
  const counterparty = getAddress(to === account ? from : to)
  return { kind, cause: 'transfer', counterparty }
}
