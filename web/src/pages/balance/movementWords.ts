import type { ListEntry } from '@pennypost/sdk'

/** What changed a balance, as the API lists it. */
export type Movement = ListEntry<'listMovements'>

export type MovementWords = {
  /** What it was. */
  word: string
  /** What the other side is to it, where there is one: `from` or `to`. */
  side?: 'from' | 'to' | undefined
  /** Whether the balance rose, fell, or stayed. */
  sign: 1 | -1 | 0
}

const credits = {
  transfer: 'Transfer',
  surplus: 'Sent along and not needed',
  carriage: 'Carriage earned',
  stake: 'Stake collected',
  refund: 'Postage back',
  postage: 'Postage',
} as const

const debits = {
  transfer: 'Transfer',
  postage: 'Postage paid',
} as const

/** What a movement was, in words. */
export function movementWords({ kind, cause, letters, mailingId }: Movement): MovementWords {
  switch (kind) {
    case 'deposit':
      return { word: 'Deposit', side: 'from', sign: 1 }
    case 'withdrawal':
      return { word: 'Withdrawal', side: 'to', sign: -1 }
    case 'self':
      return { word: 'Transfer to itself', sign: 0 }
    case 'credit': {
      const side = cause === 'transfer' ? 'from' : undefined
      if (cause === 'stake' && letters !== undefined && letters > 1)
        return { word: `Stakes of ${letters} letters collected`, sign: 1 }
      if (cause === 'refund' && mailingId) return { word: 'Rest of a mailing back', sign: 1 }
      return { word: (cause && credits[cause]) ?? 'Credit', side, sign: 1 }
    }
    case 'debit': {
      const side = cause === 'transfer' ? 'to' : undefined
      const word = cause === 'transfer' || cause === 'postage' ? debits[cause] : 'Debit'
      return { word, side, sign: -1 }
    }
  }
}
