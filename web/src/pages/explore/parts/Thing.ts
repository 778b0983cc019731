import type { Hex } from 'viem'

export type ThingKind = 'inbox' | 'wallet' | 'stamp' | 'mailing' | 'relay' | 'key'

/** Something that has a page of its own. */
export type Thing = { kind: ThingKind; id: Hex }

const folders: Readonly<Record<ThingKind, string>> = {
  inbox: 'inboxes',
  wallet: 'wallets',
  stamp: 'stamps',
  mailing: 'mailings',
  relay: 'relays',
  key: 'keys',
}

/** Where the page of something is. */
export function hrefOf({ kind, id }: Thing): string {
  return `/explore/${folders[kind]}/${id}`
}
