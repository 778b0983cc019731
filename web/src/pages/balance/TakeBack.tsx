import type { ReactNode } from 'react'
import { ActButton } from '../../acts/ActButton.tsx'
import { ActStatus } from '../../acts/ActStatus.tsx'
import { amountText } from '../../facts/amountText.ts'
import { useToken } from '../../facts/useToken.ts'
import { sumByToken } from '../../money/sumByToken.ts'
import { TokenAmount } from '../../money/TokenAmount.tsx'
import { TokenAmounts } from '../../money/TokenAmounts.tsx'
import { Button } from '../../ui/Button.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { Row } from '../../ui/Row.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { shortHex } from '../../ui/shortHex.ts'
import { Table } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import type { OwnStamp } from './escrowOf.ts'
import { escrowOf } from './escrowOf.ts'
import { useExpire } from './useExpire.ts'

/** Postage that nobody answered in time: to be taken back, one by one or all of it. */
export function TakeBack({
  stamps,
  hasMore,
  onMore,
}: {
  stamps: readonly OwnStamp[]
  /** Whether there is more of it than is listed. */
  hasMore: boolean
  onMore(): void
}): ReactNode {
  const act = useExpire(stamps, 'The postage is back in your balance.')
  const { progress } = act
  return (
    <Stack>
      <Notice
        tone="info"
        title="This can be taken back now"
        action={
          <Stack gap="small">
            <Row>
              <ActButton act={act}>
                {stamps.length === 1 ? 'Take it back' : `Take all ${stamps.length} back`}
              </ActButton>
              {hasMore && <Button onClick={onMore}>List more</Button>}
            </Row>
            {progress && progress.total > 1 && (
              <Progress value={progress.done} max={progress.total} label="Taking back" />
            )}
          </Stack>
        }
      >
        <TokenAmounts amounts={sumByToken(stamps.map(escrowOf))} /> of postage that nobody answered
        in time. It goes to your balance.
      </Notice>
      {act.problem && <ActStatus act={act} />}
      {stamps.length > 1 && (
        <Table
          caption="Stamps that nobody answered in time"
          columns={[
            { id: 'stamp', label: 'Stamp' },
            { id: 'ended', label: 'Ended' },
            { id: 'amount', label: 'Comes back', align: 'end' },
            { id: 'back', label: 'Take back', align: 'end' },
          ]}
          rows={stamps.slice(0, 50).map((stamp) => ({
            id: stamp.stampId,
            cells: {
              stamp: (
                <HexText
                  value={stamp.stampId}
                  kind="id"
                  href={`/explore/stamps/${stamp.stampId}`}
                />
              ),
              ended: <Time at={stamp.expiresAt} />,
              amount: <TokenAmount token={stamp.token} value={escrowOf(stamp).amount} />,
              back: <TakeOneBack stamp={stamp} isOtherwiseBusy={act.isBusy} />,
            },
          }))}
        />
      )}
    </Stack>
  )
}

function TakeOneBack({
  stamp,
  isOtherwiseBusy,
}: {
  stamp: OwnStamp
  isOtherwiseBusy: boolean
}): ReactNode {
  const token = useToken(stamp.token)
  const words = amountText(escrowOf(stamp).amount, token)
  const act = useExpire([stamp], `${words} is back in your balance.`)
  return (
    <Stack gap="small">
      <Row justify="end">
        <ActButton act={act} kind="secondary" size="small" disabled={isOtherwiseBusy}>
          Take back
          <VisuallyHidden>
            {' '}
            {words} of stamp {shortHex(stamp.stampId)}
          </VisuallyHidden>
        </ActButton>
      </Row>
      {act.problem && <ActStatus act={act} />}
    </Stack>
  )
}
