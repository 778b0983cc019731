import type { ApiSchemas } from '@pennypost/sdk'
import { getRelay, iterate } from '@pennypost/sdk'
import type { Address } from 'viem'
import { isAddress, isAddressEqual } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { printable } from '../print/printable.ts'
import type { ListedRelay } from '../relays/relaysTable.ts'
import { relaysTable } from '../relays/relaysTable.ts'
import { askRelay, documentOf } from './askRelay.ts'
import type { RelayOptions } from './relayOptions.ts'
import { relayUrl } from './relayUrl.ts'

/** A relay that somebody named. */
export type NamedRelay = {
  /** By its operator, which is its id. */
  relay: Address
  /** Where it is reached, without a slash at its end; undefined: its endpoint is no url. */
  url: string | undefined
  endpoint: string
}

/** Relays that are looked through for a url where the relay itself is not to be asked. */
const mostLooked = 1_000

/** Relays that are shown to choose from. */
const mostShown = 20

/**
 * The relay that `--relay` names. That a url is a relay's is not taken from who answers there: the directory has to say so, too, else one
 * relay could have something signed for another. What a relay has put on chain as its endpoint is the API's word; no contract can be asked.
 *
 * @throws {CliError} None is named, and which there are; or it is not registered, or not reached at that url.
 */
export async function namedRelay(
  context: Context,
  { relay: name, at }: RelayOptions,
): Promise<NamedRelay> {
  if (name === undefined) throw new CliError(`Which relay? Say --relay.\n${await choice(context)}`)
  if (isAddress(name, { strict: false })) return await relayByAddress(context, name, at)
  if (at !== undefined)
    throw new CliError('--at is for a relay that is named by its address: --relay has a url.')
  return await relayByUrl(context, name)
}

/** Relays in service, and what they ask. */
export async function relaysInService(context: Context): Promise<readonly ListedRelay[]> {
  return await listed(context, mostShown)
}

/** Where a relay is reached. @throws {CliError} Its endpoint is no url. */
export function urlOf({ relay, url, endpoint }: NamedRelay): string {
  if (url !== undefined) return url
  throw new CliError(
    `Relay ${relay} says that it is reached at “${printable(endpoint)}”, which is no url. Say --at.`,
  )
}

async function relayByAddress(
  context: Context,
  relay: Address,
  at: string | undefined,
): Promise<NamedRelay> {
  const { client, contracts, id } = await context.chain()
  if (!(await getRelay(client, { relay, contracts })))
    throw new CliError(`${relay} is not registered as a relay on chain ${id}.`)
  if (at !== undefined) return { relay, url: checkedUrl(at), endpoint: at }
  return toNamed((await (await context.api()).getRelay({ address: relay })).relay)
}

async function relayByUrl(context: Context, given: string): Promise<NamedRelay> {
  const url = checkedUrl(given)
  const found = context.globals.dryRun ? await lookedUp(context, url) : await asked(context, url)
  if (relayUrl(found.endpoint) === url) return toNamed(found)
  throw new CliError(
    `${url} says to be relay ${found.relay}, which is reached at ${printable(found.endpoint)} as the API says. If you know that it is that relay, name it by its address, to send and read with --at ${url}.`,
  )
}

/** The relay that answers at a url, as the directory has it. */
async function asked(context: Context, url: string): Promise<ApiSchemas['RelaySummary']> {
  const { caip2 } = await context.chain()
  const { relay, chain } = (await documentOf(url, await askRelay(url, '/'))) as {
    relay?: unknown
    chain?: unknown
  }
  if (typeof relay !== 'string' || !isAddress(relay, { strict: false }))
    throw new CliError(`${url} does not say which relay it is. Is it one?`)
  if (chain !== caip2)
    throw new CliError(
      `The relay at ${url} is on ${printable(String(chain))}, and this is ${caip2}.`,
    )
  return (await (await context.api()).getRelay({ address: relay })).relay
}

/** The same without asking it: a dry run sends nothing. */
async function lookedUp(context: Context, url: string): Promise<ListedRelay> {
  const found = (await listed(context, mostLooked)).filter(
    ({ endpoint }) => relayUrl(endpoint) === url,
  )
  const [only, ...more] = found
  if (only && more.every(({ relay }) => isAddressEqual(relay as Address, only.relay as Address)))
    return only
  const many = found.map(({ relay }) => relay).join(', ')
  throw new CliError(
    only
      ? `Several relays say that they are reached at ${url}: ${many}. Name one by its address.`
      : `No relay in the directory says that it is reached at ${url}. Name it by its address.`,
  )
}

async function choice(context: Context): Promise<string> {
  const relays = await relaysInService(context)
  if (relays.length === 0) return 'No relay is in service on this chain.'
  return `In service are, as the API knows them:\n${await relaysTable(context, relays)}`
}

async function listed(context: Context, limit: number): Promise<readonly ListedRelay[]> {
  const { listRelays } = await context.api()
  const relays: ListedRelay[] = []
  for await (const relay of iterate(listRelays, { active: true }, { limit })) relays.push(relay)
  return relays
}

function toNamed({ relay, endpoint }: ApiSchemas['RelaySummary']): NamedRelay {
  return { relay: relay as Address, endpoint, url: relayUrl(endpoint) }
}

function checkedUrl(given: string): string {
  const url = relayUrl(given)
  if (url !== undefined) return url
  throw new CliError('The url of a relay has no user, query or hash.')
}
