import type { ReactNode } from 'react'
import { useEffect, useId, useState } from 'react'
import type { Address } from 'viem'
import { isAddressEqual, zeroAddress } from 'viem'
import { useChain } from '../../config/useChain.ts'
import { parseAddress } from '../../input/parseParty.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { useWallet } from '../../wallet/useWallet.ts'
import styles from './Editable.module.css'
import { PartyField, usePartyText } from './PartyField.tsx'
import { PriceForm } from './PriceForm.tsx'
import { SendForm } from './SendForm.tsx'
import { useNextInbox } from './useNextInbox.ts'
import { usePriceDraft } from './usePriceDraft.ts'
import { useRegister } from './useRegister.ts'

/** Makes an inbox of a wallet that has none. */
export function RegistrationView({
  account,
  onBusy,
  onDone,
}: {
  account: Address
  /** Told whether it is under way: then it stays, whatever the API says meanwhile. */
  onBusy(isBusy: boolean): void
  onDone(): void
}): ReactNode {
  const { nativeCurrency } = useChain()
  const { canBatch } = useWallet()
  const next = useNextInbox(account)
  const prices = usePriceDraft({
    door: 'postage',
    rows: [
      {
        token: zeroAddress,
        ...{ symbol: nativeCurrency.symbol, decimals: nativeCurrency.decimals },
        ...{ stake: '0.001', window: '7 days', relayMayCollect: false },
      },
    ],
  })
  const [hasOther, setOther] = useState(false)
  const recovery = usePartyText(parseAddress, (party) =>
    isAddressEqual(party, account) ? 'That is this wallet, which it is anyway.' : undefined,
  )
  const chosen = hasOther ? recovery.party : undefined
  const { draft, wanted: typed } = prices
  // A door that asks for nothing needs no price, whatever was typed before it was chosen.
  const wanted = draft.door === 'postage' ? typed : { door: draft.door, prices: [] }
  const act = useRegister({ next: next.data, recovery: chosen, draft, wanted, onDone })
  const { isBusy } = act
  useEffect(() => onBusy(isBusy), [isBusy, onBusy])
  const note = useId()
  const isTwice = !canBatch && draft.door !== 'free'
  return (
    <Section
      title="Make your inbox"
      lead="It follows from this wallet, and is yours alone. Everything here can be changed later."
    >
      {next.error && <ErrorNotice error={next.error} onRetry={() => void next.refetch()} />}
      <SendForm
        act={act}
        label="Register my inbox"
        isReady={wanted !== undefined && next.data !== undefined && (!hasOther || !!chosen)}
      >
        <fieldset disabled={isBusy} className={styles.plain}>
          <Stack>
            <PriceForm state={prices} isNew />
            <p>
              Letters are sealed for keys, which are made in this browser: one opens letters, one
              shows that you are you. Save them to a file right after, as without them nobody can
              read your letters, you included.
            </p>
            <Disclosure summary="Who has the last word: this wallet">
              <Stack gap="small">
                <p>
                  The recovery links wallets, and says where stakes go. It is this wallet, unless
                  you name another account that you keep safe.
                </p>
                <Checkbox
                  label="Another account is the recovery"
                  checked={hasOther}
                  onChange={setOther}
                />
                {hasOther && <PartyField label="Recovery" value={recovery} />}
              </Stack>
            </Disclosure>
            <p id={note}>
              {isTwice
                ? 'Your wallet asks twice: for the inbox, and for what strangers meet.'
                : 'Your wallet asks once.'}
            </p>
          </Stack>
        </fieldset>
      </SendForm>
    </Section>
  )
}
