import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Address } from 'viem'
import { plan } from '../../acts/plan.ts'
import { useAct } from '../../acts/useAct.ts'
import { useChain } from '../../config/useChain.ts'
import { amountText } from '../../facts/amountText.ts'
import { useToken } from '../../facts/useToken.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Field } from '../../ui/Field.tsx'
import { RadioCards } from '../../ui/RadioCards.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { shortHex } from '../../ui/shortHex.ts'
import { TextInput } from '../../ui/TextInput.tsx'
import { AmountField } from './AmountField.tsx'
import { MoveButton } from './MoveButton.tsx'
import { parseEnough } from './parseEnough.ts'
import { parsePayee } from './parsePayee.ts'

type Where = 'wallet' | 'address' | 'balance'

const places: readonly { value: Where; label: string; hint?: string }[] = [
  { value: 'wallet', label: 'To your wallet' },
  { value: 'address', label: 'To another address', hint: 'It gets the money itself.' },
  {
    value: 'balance',
    label: 'To another balance',
    hint: 'It stays in the PostOffice, as somebody else’s.',
  },
]

/** Takes money of the balance in the PostOffice out, or gives it to another balance. */
export function WithdrawForm({
  account,
  token: address,
  credit,
  onDone,
}: {
  account: Address
  token: Address
  /** What the balance is. */
  credit: bigint
  onDone(): void
}): ReactNode {
  const { contracts } = useChain()
  const token = useToken(address)
  const [text, setText] = useState('')
  const [where, setWhere] = useState<Where>('wallet')
  const [payeeText, setPayeeText] = useState('')
  const { amount, fault } = parseEnough({ text, token, has: credit, who: 'Your balance' })
  const payee = parsePayee(payeeText, contracts.PostOffice)
  const to = where === 'wallet' ? account : payee.party
  const isReady = amount !== undefined && to !== undefined
  const words = amountText(amount ?? 0n, token)
  const act = useAct({
    async run({ send }) {
      if (!isReady) return
      const parameters = { token: address, amount, to }
      await send([
        where === 'balance'
          ? plan(`Transfer ${words}`, 'transferBalance', parameters)
          : plan(`Withdraw ${words}`, 'withdraw', parameters),
      ])
    },
    done:
      where === 'wallet'
        ? `${words} is in your wallet.`
        : `${words} is ${where === 'balance' ? 'in the balance of' : 'with'} ${shortHex(to ?? '')}.`,
    onDone,
  })
  return (
    <Stack>
      <AmountField
        {...{ token, text }}
        fault={act.isBusy ? undefined : fault}
        onText={setText}
        hint={
          <>
            Your balance is <Amount value={credit} token={token} />.
          </>
        }
        most={credit}
        mostLabel="All"
      />
      <RadioCards
        legend="Where it goes"
        value={where}
        onChange={(chosen) => setWhere(chosen)}
        options={places}
      />
      {where !== 'wallet' && (
        <Field label="Address" error={payeeText.trim() === '' ? undefined : payee.fault}>
          <TextInput value={payeeText} onChange={setPayeeText} isMono placeholder="0x…" />
        </Field>
      )}
      <MoveButton
        {...{ act, amount, token }}
        label={where === 'balance' ? 'Transfer' : 'Withdraw'}
        disabled={!isReady}
      />
    </Stack>
  )
}
