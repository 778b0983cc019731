import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Address } from 'viem'
import { isAddressEqual, zeroAddress } from 'viem'
import { useToken } from '../../facts/useToken.ts'
import { parseAddress } from '../../input/parseParty.ts'
import { useOfferedTokens } from '../../money/useOfferedTokens.ts'
import { Button } from '../../ui/Button.tsx'
import { Row } from '../../ui/Row.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { PartyField, usePartyText } from './PartyField.tsx'
import type { PriceRow } from './priceDraft.ts'

/** Offers further tokens to ask a price in: those that relays carry for, and any other by its address. */
export function AddToken({
  taken,
  window = '7 days',
  onAdd,
}: {
  taken: readonly Address[]
  /** What a new price begins with. */
  window?: string | undefined
  onAdd(row: PriceRow): void
}): ReactNode {
  const offered = useOfferedTokens(taken)
  const [isOther, setOther] = useState(false)
  const add = (token: FoundToken) => {
    setOther(false)
    onAdd({ ...token, stake: '', window, relayMayCollect: false })
  }
  return (
    <Stack gap="small">
      <Row>
        {offered.map((token) => (
          <OfferedToken key={token} address={token} onAdd={add} />
        ))}
        <Button
          size="small"
          kind="quiet"
          aria-expanded={isOther}
          onClick={() => setOther(!isOther)}
        >
          Another token …
        </Button>
      </Row>
      {isOther && <OtherToken taken={taken} onAdd={add} />}
    </Stack>
  )
}

type FoundToken = Pick<PriceRow, 'token' | 'symbol' | 'decimals'>

function OfferedToken({
  address,
  onAdd,
}: {
  address: Address
  onAdd(token: FoundToken): void
}): ReactNode {
  const { symbol, decimals, isKnown } = useToken(address)
  if (!isKnown) return null
  return (
    <Button size="small" onClick={() => onAdd({ token: address, symbol, decimals })}>
      Add {symbol}
    </Button>
  )
}

function OtherToken({
  taken,
  onAdd,
}: {
  taken: readonly Address[]
  onAdd(token: FoundToken): void
}): ReactNode {
  const value = usePartyText(parseAddress, (address) =>
    taken.some((other) => isAddressEqual(other, address))
      ? 'There is a price in this token already.'
      : undefined,
  )
  const token = useToken(value.party ?? zeroAddress)
  const found = value.party !== undefined && token.isKnown ? token : undefined
  return (
    <Stack gap="small">
      <PartyField
        label="Address of the token"
        hint="Anybody may call a token anything: take the address from its issuer."
        value={value}
      />
      <div aria-live="polite">
        {value.party !== undefined && (
          <Row>
            {found ? (
              <Button
                size="small"
                onClick={() =>
                  onAdd({
                    token: found.address,
                    symbol: found.symbol,
                    decimals: found.decimals,
                  })
                }
              >
                Add {found.symbol}
              </Button>
            ) : (
              <p>Nothing at this address says that it is a token. Check it, and the chain.</p>
            )}
          </Row>
        )}
      </div>
    </Stack>
  )
}
