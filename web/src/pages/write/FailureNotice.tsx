import { TokenBalanceTooLowError } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { TokenAmount } from '../../money/TokenAmount.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { causesOf } from '../../wallet/causesOf.ts'
import { useLetterProblem } from './useLetterProblem.ts'

/** Why nothing was sent, and whether anything can be. */
export function FailureNotice({
  error,
  storageProblem,
}: {
  error: unknown
  storageProblem: Error | undefined
}): ReactNode {
  const problem = useLetterProblem(error)
  const tooLow = causesOf(error).find((cause) => cause instanceof TokenBalanceTooLowError)
  return (
    <>
      {storageProblem && (
        <Notice tone="bad" title="Nothing can be sent from here">
          {`${storageProblem.message} A letter has to be kept before it is paid for, so that a payment is never lost.`}
        </Notice>
      )}
      {problem && (
        <Notice tone="bad" title={problem.title}>
          {tooLow ? <TooLittle error={tooLow} /> : problem.sentence}
        </Notice>
      )}
    </>
  )
}

/** The wallet has less of a token than the letter takes. */
function TooLittle({ error }: { error: TokenBalanceTooLowError }): ReactNode {
  const { token, balance, needed } = error
  return (
    <>
      Your wallet has <TokenAmount token={token} value={balance} />, and this takes{' '}
      <TokenAmount token={token} value={needed} />. Nothing was paid.
    </>
  )
}
