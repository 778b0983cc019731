import type { Contracts } from '@pennypost/sdk'
import { knownContracts } from '@pennypost/sdk'
import { isAddress } from 'viem'
import { SiteConfigError } from './SiteConfigError.ts'
import type { SiteChain, SiteConfig } from './siteConfig.ts'

/**
 * Reads what `config.json` says.
 *
 * @throws {SiteConfigError} Names the field that is wrong, and what it should be.
 *
 * @example
 * parseSiteConfig({ apiUrl: 'https://api.example', chains: [{ id: 8453, … }], relayUrls: [] })
 */
export function parseSiteConfig(json: unknown): SiteConfig {
  const config = objectOf(json, 'config.json')
  const chains = listOf(config.chains, 'chains').map((chain, i) => chainOf(chain, `chains[${i}]`))
  if (chains.length === 0) fail('chains', 'must name at least one chain', config.chains)
  const again = chains.find(({ id }, i) => chains.findIndex((other) => other.id === id) < i)
  if (again) fail('chains', 'must name each chain once', again.id)
  return {
    apiUrl: urlOf(config.apiUrl, 'apiUrl'),
    chains,
    relayUrls: listOf(config.relayUrls ?? [], 'relayUrls').map((url, i) =>
      urlOf(url, `relayUrls[${i}]`),
    ),
  }
}

function chainOf(json: unknown, field: string): SiteChain {
  const chain = objectOf(json, field)
  const currency = objectOf(chain.nativeCurrency, `${field}.nativeCurrency`)
  const id = wholeOf(chain.id, `${field}.id`, 1, Number.MAX_SAFE_INTEGER)
  const contracts =
    chain.contracts === undefined ? undefined : contractsOf(chain.contracts, `${field}.contracts`)
  if (!contracts && !Object.hasOwn(knownContracts, id)) {
    const known = Object.keys(knownContracts).join(', ')
    fail(
      `${field}.contracts`,
      `must be given: this version knows only those of ${known}`,
      undefined,
    )
  }
  return {
    id,
    name: textOf(chain.name, `${field}.name`),
    rpcUrl: urlOf(chain.rpcUrl, `${field}.rpcUrl`),
    nativeCurrency: {
      name: textOf(currency.name, `${field}.nativeCurrency.name`),
      symbol: textOf(currency.symbol, `${field}.nativeCurrency.symbol`),
      decimals: wholeOf(currency.decimals, `${field}.nativeCurrency.decimals`, 0, 255),
    },
    contracts,
    developmentMnemonic: optional(
      chain.developmentMnemonic,
      `${field}.developmentMnemonic`,
      textOf,
    ),
    blockExplorerUrl: optional(chain.blockExplorerUrl, `${field}.blockExplorerUrl`, urlOf),
  }
}

function contractsOf(json: unknown, field: string): Contracts {
  const contracts = objectOf(json, field)
  const address = (name: string) => {
    const value = contracts[name]
    if (typeof value === 'string' && isAddress(value, { strict: false })) return value
    return fail(`${field}.${name}`, 'must be the address of the contract', value)
  }
  return {
    InboxRegistry: address('InboxRegistry'),
    RelayRegistry: address('RelayRegistry'),
    PostOffice: address('PostOffice'),
  }
}

function optional<T>(
  value: unknown,
  field: string,
  parse: (value: unknown, field: string) => T,
): T | undefined {
  return value === undefined || value === null ? undefined : parse(value, field)
}

function objectOf(value: unknown, field: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>
  }
  return fail(field, 'must be an object', value)
}

function listOf(value: unknown, field: string): readonly unknown[] {
  return Array.isArray(value) ? value : fail(field, 'must be a list', value)
}

function textOf(value: unknown, field: string): string {
  return typeof value === 'string' && value !== '' ? value : fail(field, 'must be text', value)
}

function wholeOf(value: unknown, field: string, least: number, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) {
    return value
  }
  return fail(field, `must be a whole number from ${least} to ${most}`, value)
}

/** Without slashes at its end. */
function urlOf(value: unknown, field: string): string {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined
  if (url && ['http:', 'https:'].includes(url.protocol)) return url.href.replace(/\/+$/, '')
  return fail(field, 'must be a whole http or https url', value)
}

function fail(field: string, what: string, value: unknown): never {
  const given = value === undefined ? 'nothing' : JSON.stringify(value)
  throw new SiteConfigError(`${field} ${what}. It is ${given}.`)
}
