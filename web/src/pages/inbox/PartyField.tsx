import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Hex } from 'viem'
import type { ParsedParty } from '../../input/parseParty.ts'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import styles from './Editable.module.css'

export type PartyText<party extends Hex> = {
  text: string
  set(text: string): void
  /** What it means, once it means something. */
  party?: party | undefined
  /** Not before something was typed. */
  fault?: string | undefined
}

/** An address or id as it is being typed. */
export function usePartyText<party extends Hex>(
  parse: (text: string) => ParsedParty<party>,
  /** A sentence against what is otherwise right. */
  objection?: ((party: party) => string | undefined) | undefined,
  initial = '',
): PartyText<party> {
  const [text, set] = useState(initial)
  const { party, fault } = parse(text)
  const objected = party === undefined ? undefined : objection?.(party)
  return {
    ...{ text, set },
    party: objected === undefined ? party : undefined,
    fault: text.trim() === '' ? undefined : (fault ?? objected),
  }
}

/** Where an address or an id is typed or pasted. */
export function PartyField<party extends Hex>({
  label,
  hint,
  value,
}: {
  label: string
  hint?: ReactNode
  value: PartyText<party>
}): ReactNode {
  return (
    <div className={styles.party}>
      <Field label={label} hint={hint} error={value.fault}>
        <TextInput isMono value={value.text} onChange={value.set} placeholder="0x…" />
      </Field>
    </div>
  )
}
