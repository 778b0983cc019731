import type { ApiSchemas } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { ActButton } from '../../acts/ActButton.tsx'
import { ActStatus } from '../../acts/ActStatus.tsx'
import { plan } from '../../acts/plan.ts'
import { useAct } from '../../acts/useAct.ts'
import { TokenAmount } from '../../money/TokenAmount.tsx'
import { Row } from '../../ui/Row.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { refundOf } from './refunds.ts'
import { stampOfApi } from './stampOfApi.ts'

/** Takes back what one stamp holds, once its time is over without an answer. */
export function TakeBackStamp({ stamp }: { stamp: ApiSchemas['Stamp'] }): ReactNode {
  const act = useAct({
    run: ({ send }) =>
      send([plan('Take back the stake', 'expire', { stamps: [stampOfApi(stamp)] })]),
    done: 'The stake is in your balance again.',
  })
  if (stamp.status !== 'open' && stamp.status !== 'admitted') return null
  return (
    <Stack>
      <p>Nobody answered in time, so the stake can go back to the balance of who paid it.</p>
      <Row>
        <ActButton act={act}>
          {'Take back '}
          <TokenAmount value={refundOf(stamp)} token={stamp.token as Address} />
        </ActButton>
      </Row>
      <ActStatus act={act} />
    </Stack>
  )
}
