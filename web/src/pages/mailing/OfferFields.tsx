import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { amountText } from '../../facts/amountText.ts'
import { durationText } from '../../input/durationText.ts'
import { Button } from '../../ui/Button.tsx'
import { Columns } from '../../ui/Columns.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Field } from '../../ui/Field.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { NumberInput } from '../../ui/NumberInput.tsx'
import { Select } from '../../ui/Select.tsx'
import { shortHex } from '../../ui/shortHex.ts'
import type { Offer } from './useOffer.ts'
import { spans } from './useOffer.ts'

/** What goes with each letter: who carries, what they and the recipient get, and until when. */
export function OfferFields({ offer }: { offer: Offer }): ReactNode {
  const { siteRelays, relay, tokens, token } = offer
  if (siteRelays.isPending && !relay) return <Loading label="Looking for relays" />
  if (!relay) {
    return (
      <Notice
        tone="warn"
        title="There is no relay that this page can use"
        action={<Button onClick={() => siteRelays.retry()}>Look again</Button>}
      >
        {siteRelays.problems.map(({ problem }) => problem).join(' ') ||
          'Who serves this page has named none. The command line can use any.'}
      </Notice>
    )
  }
  return (
    <>
      <Columns min="wide">
        <Select
          label="Relay"
          hint="Who carries the letters, for the carriage."
          value={relay.relay}
          onChange={offer.chooseRelay}
          options={siteRelays.relays.map((one) => ({
            value: one.relay,
            label: hostOf(one.url),
            hint: shortHex(one.relay),
          }))}
        />
        <Select<Address>
          label="Token"
          hint="Carriage and stake are paid in it."
          value={token?.address}
          onChange={offer.chooseToken}
          options={tokens.map(({ address, symbol }) => ({ value: address, label: symbol }))}
        />
        <Field label="Stake for each letter" hint={stakeHint(offer)} error={offer.stakeFault}>
          <NumberInput value={offer.stakeText} onChange={offer.setStakeText} unit={token?.symbol} />
        </Field>
        <Select
          label="Time to collect"
          hint="From sealing on. Then what nobody collected can come back to you."
          value={String(offer.lasts)}
          onChange={(seconds) => offer.setLasts(Number(seconds))}
          options={spans.map((span) => ({ value: String(span), label: durationText(span) }))}
        />
      </Columns>
      {offer.isPending && <Loading label="Asking for the recipients’ terms" />}
      {offer.error && <ErrorNotice error={offer.error} onRetry={offer.retry} />}
    </>
  )
}

function stakeHint({ asked, token }: Offer): string {
  if (asked === undefined || !token) return 'The recipient’s, to collect.'
  if (asked === 0n) return 'The recipient’s, to collect. Nobody here asks for any.'
  return `The recipient’s, to collect. The most that anybody here asks is ${amountText(asked, token)}.`
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
