import type { EligibleLetter } from '@pennypost/sdk/guard'
import { GuardRefusal } from '@pennypost/sdk/guard'
import type { Sql } from 'postgres'
import type { Env } from './env.ts'
import { checkRoom } from './store/room.ts'

/** What this relay asks of letters: that somebody speaks for them, where it is set up so, and room. */
export function createCheckLetter(env: Env, sql: Sql) {
  /** @throws {GuardRefusal} 403 `free_not_carried`, or 507 `inbox_full`. */
  return async (letter: Omit<EligibleLetter, 'receipt'>): Promise<void> => {
    const isFree = letter.verdict.reason === 'no_postage_required'
    if (isFree && env.acceptFree === 'consented') throw freeNotCarried()
    await checkRoom(sql, env, letter)
  }
}

function freeNotCarried(): GuardRefusal {
  const detail =
    'This relay carries letters that are paid for or that the recipient has consented to, and no others, also where the recipient asks for no postage.'
  return new GuardRefusal(403, 'free_not_carried', detail)
}
