import type { ReactNode } from 'react'
import { sumByToken } from '../balance/sumByToken.ts'
import { TokenAmounts } from '../balance/TokenAmounts.tsx'
import { whyNotCollected } from './isWaiting.ts'
import type { Received } from './Received.ts'

/** How much waits for an answer, without what no answer can be given to now. */
export function AtStake({ left }: { left: readonly Received[] }): ReactNode {
  const open = left.filter((received) => whyNotCollected(received) === undefined)
  const rest = left.length - open.length
  return (
    <>
      {open.length > 0 && (
        <>
          {open.length} {open.length === 1 ? 'letter' : 'letters'} with{' '}
          <TokenAmounts
            amounts={sumByToken(open.map(({ token, stake }) => ({ token, amount: stake })))}
          />{' '}
          at stake.{' '}
        </>
      )}
      {rest > 0 &&
        `The stake of ${rest} ${rest === 1 ? 'letter of a mailing' : 'letters of mailings'} cannot be collected now.`}
    </>
  )
}
