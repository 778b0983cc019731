import type { ApiSchemas } from '@pennypost/sdk'

type Movement = ApiSchemas['Movement']

const causes: Readonly<Record<NonNullable<Movement['cause']>, string>> = {
  transfer: 'Transfer',
  postage: 'Postage',
  surplus: 'Postage that was not needed',
  carriage: 'Carriage',
  stake: 'Stake',
  refund: 'Refund',
}

const kinds: Readonly<Record<Movement['kind'], string>> = {
  deposit: 'Paid in',
  withdrawal: 'Paid out',
  credit: 'Credit',
  debit: 'Debit',
  self: 'Moved to itself',
}

/** What a movement of a balance was. */
export function movementWords({ kind, cause }: Pick<Movement, 'kind' | 'cause'>): string {
  const word = cause && causes[cause]
  if (!word) return kinds[kind]
  if (cause === 'transfer')
    return kind === 'debit' ? 'Transfer to another' : 'Transfer from another'
  return word
}
