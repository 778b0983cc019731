import type { ReactNode } from 'react'
import { sumByToken } from '../../money/sumByToken.ts'
import { TokenAmounts } from '../../money/TokenAmounts.tsx'
import { whyNotCollected } from './isWaiting.ts'
import type { Received } from './Received.ts'

/** How much waits for an answer, without what no answer can be given to now. */
export function AtStake({ left }: { left: readonly Received[] }): ReactNode {
  const open = left.filter((received) => whyNotCollected(received) === undefined)
  const rest = left.length - open.length
  const mails = open.filter(({ mail }) => mail).length
  return (
    <>
      {open.length > 0 && (
        <>
          {open.length} {open.length === 1 ? 'letter' : 'letters'} with{' '}
          <TokenAmounts
            amounts={sumByToken(open.map(({ token, stake }) => ({ token, amount: stake })))}
          />{' '}
          at stake{ofMailings(mails, open.length)}.{' '}
        </>
      )}
      {rest > 0 &&
        `The stake of ${rest} ${rest === 1 ? 'letter of a mailing' : 'letters of mailings'} cannot be collected now.`}
    </>
  )
}

/** How many of the letters have no stamp. */
function ofMailings(mails: number, letters: number): string {
  if (mails === 0) return ''
  const mailings = mails === 1 ? 'of a mailing' : 'of mailings'
  return mails === letters ? `, ${mailings}` : `, ${mails} ${mailings}`
}
