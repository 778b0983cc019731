import type { ReactNode } from 'react'
import { Notice } from '../../ui/Notice.tsx'
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
  return (
    <>
      {storageProblem && (
        <Notice tone="bad" title="Nothing can be sent from here">
          {`${storageProblem.message} A letter has to be kept before it is paid for, so that a payment is never lost.`}
        </Notice>
      )}
      {problem && (
        <Notice tone="bad" title={problem.title}>
          {problem.sentence}
        </Notice>
      )}
    </>
  )
}
