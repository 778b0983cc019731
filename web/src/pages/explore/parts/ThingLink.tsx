import type { ReactNode } from 'react'
import type { Hex } from 'viem'
import { HexText } from '../../../ui/HexText.tsx'
import type { ThingKind } from './Thing.ts'
import { hrefOf } from './Thing.ts'

/** Leads to the page of something. */
export function ThingLink({
  kind,
  id,
  full = false,
}: {
  kind: ThingKind
  id: Hex
  full?: boolean | undefined
}): ReactNode {
  const form = kind === 'wallet' || kind === 'relay' ? 'address' : 'id'
  return <HexText value={id} kind={form} href={hrefOf({ kind, id })} full={full} />
}
