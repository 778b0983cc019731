import type { ReactNode } from 'react'
import { Suspense } from 'react'
import type { Address } from 'viem'
import { zeroAddress } from 'viem'
import { useToken } from '../../facts/useToken.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import type { Holding } from './useHoldings.ts'
import type { MoneyForm } from './useMoneyForm.ts'

const DepositForm = lazyPart(() => import('./DepositForm.tsx').then((part) => part.DepositForm))
const WithdrawForm = lazyPart(() => import('./WithdrawForm.tsx').then((part) => part.WithdrawForm))

/** The form that is open, of an account’s money in one token. */
export function MoneyDialog({
  form,
  account,
  holding,
  onClose,
}: {
  form: MoneyForm | undefined
  account: Address
  holding: Holding | undefined
  onClose(): void
}): ReactNode {
  const { symbol } = useToken(form?.token ?? zeroAddress)
  const what = form?.kind === 'withdraw' ? 'Withdraw' : 'Deposit'
  return (
    <Dialog open={form !== undefined} onClose={onClose} title={`${what} ${symbol}`}>
      <Suspense fallback={<Loading label="Opening the form" />}>
        {form?.kind === 'deposit' && (
          <DepositForm account={account} token={form.token} own={holding?.own} onDone={onClose} />
        )}
        {form?.kind === 'withdraw' && (
          <WithdrawForm
            {...{ account, token: form.token }}
            credit={holding?.credit ?? 0n}
            onDone={onClose}
          />
        )}
      </Suspense>
    </Dialog>
  )
}
