import type { FeedEntry } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import { getAddress, isAddress } from 'viem'
import type { TokenNames } from '../answers/tokenNames.ts'
import { printable } from '../print/printable.ts'

/** Who watches, so that sentences can say `you`. */
export type Viewer = { account: Address | undefined; inboxId: Hex | undefined }

/** An entry of the feed with what sentences say of it. */
export type Told = {
  entry: FeedEntry
  data: FeedEntry['data']
  /** An account of `data`. */
  who(name: string): string
  /** An id of `data`. */
  id(name: string): string
  /** An amount of `data`. */
  money(name: string): string
  stamp(): string
  mailing(): string
  inbox(): string
  /** Of a settled stamp: `; 0.1 ETH of stake went to you`, as far as it is known. */
  part(what: 'stake' | 'carriage', to: string, who: Told['who']): string
  told(): Told
}

/** What of an entry the names of tokens are needed for. */
export function tokensOf(entry: FeedEntry): readonly Address[] {
  const token = entry.data.token ?? rowOf(entry)?.token
  return typeof token === 'string' && isAddress(token) ? [token] : []
}

export function createTold(entry: FeedEntry, viewer: Viewer, names: TokenNames): Told {
  const { data } = entry
  const row = rowOf(entry)
  const inboxId = entry.inboxId ?? row?.inboxId

  function who(name: string): string {
    const account = data[name]
    if (typeof account !== 'string' || !isAddress(account, { strict: false })) return 'nobody'
    const address = getAddress(account)
    return address === viewer.account ? 'you' : address
  }

  function amountText(amount: unknown): string {
    const [token] = tokensOf(entry)
    if (!/^\d+$/.test(String(amount))) return 'an unknown amount'
    return token ? names.moneyOf(token, BigInt(String(amount))) : `${amount} of the smallest unit`
  }

  const told: Told = {
    ...{ entry, data, who },
    id: (name) => subjectText(data[name]),
    money: (name) => amountText(data[name]),
    stamp: () => `stamp ${entry.stampId}`,
    mailing: () => `mailing ${entry.mailingId}`,
    inbox: () =>
      inboxId && inboxId === viewer.inboxId ? 'your inbox' : `inbox ${shortId(inboxId)}`,
    part(what, to) {
      const account = typeof data[to] === 'string' ? `to ${who(to)}` : undefined
      const amount = row?.[what]
      if (!account || amount === undefined || amount === '0') return ''
      return `; ${what} of ${amountText(amount)} went ${account}`
    },
    told: () => told,
  }
  return told
}

/** The row of the stamp or mailing that it is about; none where it was undone. */
function rowOf({ state }: FeedEntry): Readonly<Record<string, unknown>> | undefined {
  const change = state.find(({ table }) => table === 'stamp' || table === 'mailing')
  return change?.row ?? undefined
}

/** An id; an account that stands in the place of one is told as such. */
function subjectText(id: unknown): string {
  const [, digits] = /^0x0{24}([0-9a-f]{40})$/i.exec(String(id)) ?? []
  return digits ? getAddress(`0x${digits}`) : shortId(id)
}

/** Long enough to be known again, short enough for a line; a program has all of it. */
function shortId(id: unknown): string {
  const text = printable(String(id))
  return text.length === 66 ? `${text.slice(0, 10)}…${text.slice(-6)}` : text
}
