import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Address } from 'viem'
import { isAddressEqual, zeroAddress } from 'viem'
import { useToken } from '../../facts/useToken.ts'
import { RoundedAmount } from '../../ui/RoundedAmount.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { AmountField } from './AmountField.tsx'
import { MoveButton } from './MoveButton.tsx'
import { mostOf, parseEnough } from './parseEnough.ts'
import { useDeposit } from './useDeposit.ts'
import { useGasReserve } from './useGasReserve.ts'

/** Pays money of the wallet into its balance in the PostOffice. */
export function DepositForm({
  account,
  token: address,
  own,
  onDone,
}: {
  account: Address
  token: Address
  /** What the wallet has; undefined: not known. */
  own: bigint | undefined
  onDone(): void
}): ReactNode {
  const [text, setText] = useState('')
  const token = useToken(address)
  const isNative = isAddressEqual(address, zeroAddress)
  const reserve = useGasReserve(account, isNative)
  const { least, ample } = isNative ? (reserve ?? unknown) : noGas
  const { amount, fault } = parseEnough({ text, token, has: own, stays: least, who: 'Your wallet' })
  const act = useDeposit({ token: address, amount, onDone })
  return (
    <Stack>
      <AmountField
        {...{ token, text }}
        fault={act.isBusy ? undefined : fault}
        onText={setText}
        hint={
          own === undefined ? (
            'What your wallet has is not known yet.'
          ) : (
            <>
              Your wallet has <RoundedAmount value={own} token={token} />.
              {isNative && ' The most leaves enough of it for gas.'}
            </>
          )
        }
        most={ample === undefined ? undefined : mostOf(own, ample)}
        mostLabel="Most"
      />
      <p>
        {isNative
          ? 'It stays yours: stamps are paid from it, and you can withdraw it at any time.'
          : 'It stays yours: stamps are paid from it, and you can withdraw it at any time. Your wallet is asked to let the PostOffice take exactly this amount, and then for the deposit.'}
      </p>
      <MoveButton {...{ act, amount, token }} label="Deposit" disabled={amount === undefined} />
    </Stack>
  )
}

const noGas = { least: 0n, ample: 0n }
const unknown = { least: undefined, ample: undefined }
