import type { ApiClient, Contracts, PennypostClient } from '@pennypost/sdk'
import type { Address } from 'viem'
import { isAddress } from 'viem'
import type { Caip2 } from '../config/caip2.ts'
import type { SiteRelay } from './SiteRelay.ts'

/** Thrown when a relay of the site cannot be used; `message` is a sentence for a person. */
export class RelayLookupError extends Error {
  override readonly name = 'RelayLookupError'
}

export type LookUpRelayParameters = {
  url: string
  /** CAIP-2. */
  chain: Caip2
  contracts: Contracts
  /** Knows what each relay has announced on chain as its place. */
  api: ApiClient<Caip2>
  signal?: AbortSignal | undefined
}

/**
 * Asks who answers at a url, and holds that against what is on chain: the operator that it says to be has to have announced this very place, so that
 * nobody who sits there can pass for another relay.
 *
 * @throws {RelayLookupError} Nobody answers, it is on another chain, out of service, or not where the chain says.
 */
export async function lookUpRelay(
  client: PennypostClient,
  parameters: LookUpRelayParameters,
): Promise<SiteRelay> {
  const { url, chain, contracts, signal } = parameters
  const said = await welcomeOf(url, signal)
  const { relay, limits } = said
  if (typeof relay !== 'string' || !isAddress(relay, { strict: false }))
    throw new RelayLookupError(`What answers at ${url} is no relay.`)
  if (said.chain !== chain)
    throw new RelayLookupError(`The relay at ${url} carries letters on ${String(said.chain)}.`)
  const { getRelay } = await import('../config/chainReads.ts')
  const known = await getRelay(client, { relay, contracts })
  if (!known) throw new RelayLookupError(`The relay at ${url} is not registered on this chain.`)
  if (!known.active) throw new RelayLookupError(`The relay at ${url} is out of service.`)
  const { endpoint } = await announced(parameters, relay)
  if (!isSamePlace(endpoint, url))
    throw new RelayLookupError(
      `${url} says to be relay ${relay}, and on chain that one is somewhere else. It was not asked for anything.`,
    )
  const { maxLetterBytes, acceptsFree } = (limits ?? {}) as Record<string, unknown>
  return {
    ...{ url, relay },
    limits: {
      maxLetterBytes: typeof maxLetterBytes === 'number' ? maxLetterBytes : 1_048_576,
      acceptsFree: acceptsFree === 'consented' ? 'consented' : 'all',
    },
  }
}

async function announced({ api, signal }: LookUpRelayParameters, address: Address) {
  return (await api.getRelay({ address }, { signal })).relay
}

async function welcomeOf(
  url: string,
  given: AbortSignal | undefined,
): Promise<Record<string, unknown>> {
  const late = AbortSignal.timeout(10_000)
  const signal = given ? AbortSignal.any([given, late]) : late
  try {
    const response = await fetch(`${url}/`, { redirect: 'error', credentials: 'omit', signal })
    const value: unknown = response.ok ? await response.json() : undefined
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch (cause) {
    given?.throwIfAborted()
    throw new RelayLookupError(`The relay at ${url} does not answer.`, { cause })
  }
}

/** Whether a relay's endpoint on chain is a url, in whichever of the ways that mean the same. */
export function isSamePlace(endpoint: string, url: string): boolean {
  const place = placeOf(endpoint)
  return place !== undefined && place === placeOf(url)
}

function placeOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const { origin, pathname } = new URL(text)
  return `${origin}${pathname.replace(/\/+$/, '').replace(/\/letters$/, '')}`
}
