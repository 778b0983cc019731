import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { ActButton } from '../../acts/ActButton.tsx'
import { ActStatus } from '../../acts/ActStatus.tsx'
import { plan } from '../../acts/plan.ts'
import { useAct } from '../../acts/useAct.ts'
import { useApi } from '../../api/useApi.ts'
import { TokenAmount } from '../../money/TokenAmount.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { WithWallet } from '../../wallet/WithWallet.tsx'
import { refundsByToken } from './refunds.ts'
import { stampOfApi } from './stampOfApi.ts'

/** Most stamps that one transaction takes. */
const most = 100

/** What nobody answered of what the connected wallet paid, with a way to take it back. */
export function TakeBack(): ReactNode {
  return (
    <WithWallet reason="to see what is yours again">
      {(address) => <Expired key={address} address={address} />}
    </WithWallet>
  )
}

function Expired({ address }: { address: Address }): ReactNode {
  const { data, error, isPending, refetch } = useApi('listSenderStamps', {
    ...{ address, canExpire: true, limit: most },
  })
  const stamps = data?.stamps.map(stampOfApi) ?? []
  const act = useAct({
    run: ({ send }) => send([plan('Take back the stakes', 'expire', { stamps })]),
    done: 'What nobody answered is in your balance again.',
  })
  if (isPending) return <Loading label="Looking for stamps that nobody answered" />
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (stamps.length === 0 && !act.isBusy)
    return <p>Nothing now: no stamp of yours is over without an answer.</p>
  return (
    <Stack>
      <p>
        {stamps.length === 1
          ? 'One stamp was not answered in time: '
          : `${stamps.length} stamps were not answered in time: `}
        {refundsByToken(data?.stamps ?? []).map(({ token, sum }, index) => (
          <span key={token}>
            {index > 0 && ', '}
            <TokenAmount value={sum} token={token} />
          </span>
        ))}
        {'. It goes to your '}
        <TextLink href="/balance">balance</TextLink>
        {', from which the next letters are paid, and which you can withdraw.'}
      </p>
      <div>
        <ActButton act={act}>Take back what expired</ActButton>
      </div>
      <ActStatus act={act} />
    </Stack>
  )
}
