import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Address } from 'viem'
import { isAddressEqual, zeroAddress } from 'viem'
import { useToken } from '../../facts/useToken.ts'
import { parseAddress } from '../../input/parseParty.ts'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Field } from '../../ui/Field.tsx'
import { Row } from '../../ui/Row.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

/** Adds a token to the list by its address. */
export function AnotherToken({
  taken,
  onToken,
}: {
  taken: readonly Address[]
  onToken(token: Address): void
}): ReactNode {
  const [text, setText] = useState('')
  const { party, fault } = parseAddress(text)
  const token = useToken(party ?? zeroAddress)
  const isTaken = party && taken.some((other) => isAddressEqual(other, party))
  const problem = isTaken
    ? 'It is in the list already.'
    : party && !token.isKnown && !token.isPending
      ? 'What is at this address says neither symbol nor decimals, so it is no token that can be shown in amounts.'
      : fault
  const add = () => {
    if (!party) return
    onToken(party)
    setText('')
  }
  return (
    <Disclosure summary="Another token">
      <Stack gap="small">
        <Field
          label="Address of the token"
          hint="Any token may call itself anything: take the address from where you trust it."
          error={text.trim() === '' ? undefined : problem}
        >
          <TextInput value={text} onChange={setText} isMono placeholder="0x…" />
        </Field>
        <Row>
          <Button disabled={!party || problem !== undefined || !token.isKnown} onClick={add}>
            {party && token.isKnown && !isTaken ? `Show ${token.symbol}` : 'Show'}
          </Button>
        </Row>
      </Stack>
    </Disclosure>
  )
}
