import type { ReactNode } from 'react'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Stack } from '../../ui/Stack.tsx'
import type { Movement } from './movementWords.ts'

/** The stamps or the mailing that a movement is for. */
export function Postage({
  movement: { stampIds = [], hasMoreStamps, mailingId },
}: {
  movement: Movement
}): ReactNode {
  if (mailingId)
    return (
      <span>
        {', mailing '}
        <HexText value={mailingId} kind="id" href={`/explore/mailings/${mailingId}`} />
      </span>
    )
  const [first] = stampIds
  if (first === undefined) return null
  if (stampIds.length === 1 && !hasMoreStamps)
    return (
      <span>
        {', stamp '}
        <StampLink id={first} />
      </span>
    )
  return (
    <Disclosure summary={`${stampIds.length}${hasMoreStamps ? ' and more' : ''} stamps`}>
      <Stack gap="small">
        {stampIds.map((id) => (
          <StampLink key={id} id={id} />
        ))}
        {hasMoreStamps && 'More are in the transaction.'}
      </Stack>
    </Disclosure>
  )
}

function StampLink({ id }: { id: string }): ReactNode {
  return <HexText value={id} kind="id" href={`/explore/stamps/${id}`} />
}
