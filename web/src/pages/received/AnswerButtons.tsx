import type { ReactNode } from 'react'
import type { Act } from '../../acts/Act.ts'
import { ActButton } from '../../acts/ActButton.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'

/** Collect and return, one of which may be under way. */
export function AnswerButtons({
  collect,
  giveBack,
  of,
  mayCollect,
  mayReturn,
}: {
  collect: Act
  giveBack: Act
  /** Read out behind what the buttons do: `0.001 ETH from 0x1234…abcd`. */
  of: string
  mayCollect: boolean
  /** Undefined: it is nothing that could be returned. */
  mayReturn: boolean | undefined
}): ReactNode {
  return (
    <>
      <ActButton act={collect} size="small" kind="secondary" disabled={!mayCollect}>
        Collect<VisuallyHidden> {of}</VisuallyHidden>
      </ActButton>
      {mayReturn !== undefined && (
        <ActButton act={giveBack} size="small" kind="quiet" disabled={!mayReturn}>
          Return<VisuallyHidden> {of}</VisuallyHidden>
        </ActButton>
      )}
    </>
  )
}
