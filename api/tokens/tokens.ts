import type { Address } from 'viem'
import { zeroAddress } from 'viem'
import type { Node } from '../freshness/node.ts'
import type { TokenRow } from '../queries/tokens.ts'
import { readTokens, saveTokens } from '../queries/tokens.ts'
import type { Store } from '../store.ts'
import type { TokenInfo } from './askToken.ts'
import { askTokens } from './askToken.ts'

/** What tokens are called, for people who read an answer. Nothing is decided by it. Addresses are lower-case. */
export type Tokens = {
  /**
   * What is known now, without waiting. Of a token that nothing is known of it begins to read, for the next who asks.
   *
   * @returns undefined if nothing is known; without `symbol` or `decimals` where the token says none.
   */
  get(chainId: number, token: Address): TokenInfo | undefined
  /** Waits until the tokens are known, or 1.5 s have passed. It never fails. */
  load(chainId: number, tokens: readonly Address[]): Promise<void>
}

type Known = { info: TokenInfo; until: number }

const second = 1_000
const day = 86_400 * second

/** Milliseconds for which what a token said is taken for true; that it said nothing; that its node did not answer. */
const lifetime = 7 * day
const retryAfter = 600 * second
const pause = 10 * second

/** Milliseconds that a reader waits for the store, and that anyone waits for all. */
const storePatience = 500
const patience = 1_500

/** Most tokens that are kept in memory, that are asked about in one request, and that are asked about at once. */
const maxKnown = 10_000
const maxBatch = 16
const maxAsked = 64

/**
 * Reads symbols and decimals from the tokens themselves, by way of each chain's node, and keeps them: in memory, and in
 * `api.token` for processes to come. A store that is down is done without.
 *
 * @param parameters.nativeSymbols - Of the native tokens, by chain id; without one: ETH. Decimals are 18.
 * @param parameters.now - Milliseconds since 1970.
 */
export function createTokens(parameters: {
  nodes: Pick<ReadonlyMap<number, Node>, 'get'>
  store: Store
  nativeSymbols?: Pick<ReadonlyMap<number, string>, 'get'> | undefined
  now: () => number
}): Tokens {
  const { nodes, store, nativeSymbols, now } = parameters
  const known = new Map<string, Known>()
  const asked = new Map<string, Promise<void>>()

  return {
    get(chainId, token) {
      if (token === zeroAddress) return native(chainId)
      const entry = known.get(keyOf(chainId, token))
      if (!entry || entry.until <= now()) void load(chainId, [token])
      return entry?.info
    },
    async load(chainId, tokens) {
      const due = tokens.filter((token) => {
        const entry = known.get(keyOf(chainId, token))
        return token !== zeroAddress && (!entry || entry.until <= now())
      })
      if (due.length > 0) await within(patience, load(chainId, due))
    },
  }

  function native(chainId: number): TokenInfo {
    return { symbol: nativeSymbols?.get(chainId) ?? 'ETH', decimals: 18 }
  }

  /** Begins to read those that are not being read, as far as that many may be, and waits for all that are. */
  async function load(chainId: number, tokens: readonly Address[]): Promise<void> {
    const fresh = [...new Set(tokens)]
      .filter((token) => !asked.has(keyOf(chainId, token)))
      .slice(0, Math.max(maxAsked - asked.size, 0))
    for (let start = 0; start < fresh.length; start += maxBatch) {
      const batch = fresh.slice(start, start + maxBatch)
      const reading = read(chainId, batch).finally(() => {
        for (const token of batch) asked.delete(keyOf(chainId, token))
      })
      for (const token of batch) asked.set(keyOf(chainId, token), reading)
    }
    await Promise.all(tokens.map((token) => asked.get(keyOf(chainId, token))))
  }

  async function read(chainId: number, tokens: readonly Address[]): Promise<void> {
    const rows = await within(
      storePatience,
      readTokens(store, chainId, tokens).catch(() => []),
    )
    for (const row of rows ?? []) remember(chainId, row)
    const due = tokens.filter((token) => {
      const entry = known.get(keyOf(chainId, token))
      return !entry || entry.until <= now()
    })
    const node = nodes.get(chainId)
    if (due.length === 0 || !node) return
    const infos = await askTokens(node, due).catch(() => [])
    const readAt = Math.floor(now() / second)
    const found: TokenRow[] = []
    for (const [i, token] of due.entries()) {
      const info = infos[i]
      if (info)
        found.push({ token, symbol: info.symbol ?? null, decimals: info.decimals ?? null, readAt })
      else postpone(keyOf(chainId, token))
    }
    for (const row of found) remember(chainId, row)
    if (found.length > 0) void saveTokens(store, chainId, found).catch(() => {})
  }

  function remember(chainId: number, { token, symbol, decimals, readAt }: TokenRow): void {
    const info = {
      ...(symbol !== null && { symbol }),
      ...(decimals !== null && { decimals }),
    }
    const isWhole = symbol !== null && decimals !== null
    keep(keyOf(chainId, token), info, readAt * second + (isWhole ? lifetime : retryAfter))
  }

  /** The node does not answer: what was known goes on, and nobody asks again for a while. */
  function postpone(key: string): void {
    keep(key, known.get(key)?.info ?? {}, now() + pause)
  }

  function keep(key: string, info: TokenInfo, until: number): void {
    known.delete(key)
    known.set(key, { info, until })
    if (known.size > maxKnown) known.delete(known.keys().next().value as string)
  }
}

function keyOf(chainId: number, token: Address): string {
  return `${chainId} ${token}`
}

/** The value, or undefined after so many milliseconds. */
async function within<T>(milliseconds: number, value: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds)
  })
  try {
    return await Promise.race([value, deadline])
  } finally {
    clearTimeout(timer)
  }
}
