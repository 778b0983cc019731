import { describe, expect, it } from 'vitest'
import { parseSiteConfig } from '../../../web/src/config/parseSiteConfig.ts'
import { SiteConfigError } from '../../../web/src/config/SiteConfigError.ts'

const chain = {
  id: 31337,
  name: 'Local chain',
  rpcUrl: 'http://127.0.0.1:8545/',
  nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
}
const config = {
  apiUrl: 'https://api.example/v/',
  chains: [chain],
  relayUrls: ['https://relay.example'],
}
const address = `0x${'12'.repeat(20)}`
const contracts = { InboxRegistry: address, RelayRegistry: address, PostOffice: address }

describe('parseSiteConfig', () => {
  it('takes what is right, with urls without slashes at their ends', () => {
    expect(parseSiteConfig(config)).toEqual({
      apiUrl: 'https://api.example/v',
      chains: [{ ...chain, rpcUrl: 'http://127.0.0.1:8545' }],
      relayUrls: ['https://relay.example'],
    })
  })

  it('needs no relays, and takes the contracts of a chain that the SDK does not know', () => {
    const other = { ...chain, id: 5, contracts }
    expect(parseSiteConfig({ ...config, relayUrls: undefined, chains: [other] })).toMatchObject({
      relayUrls: [],
      chains: [{ id: 5, contracts }],
    })
  })

  const wrong: [what: string, json: unknown, sentence: string | RegExp][] = [
    ['no object', [], 'config.json must be an object. It is [].'],
    [
      'no api',
      { ...config, apiUrl: undefined },
      'apiUrl must be a whole http or https url. It is nothing.',
    ],
    ['another protocol', { ...config, apiUrl: 'ftp://a' }, /^apiUrl must .*"ftp:\/\/a"\.$/],
    ['a path for an api', { ...config, apiUrl: '/api' }, /^apiUrl must/],
    ['no chains', { ...config, chains: [] }, /^chains must name at least one chain/],
    ['a chain twice', { ...config, chains: [chain, chain] }, /^chains must name each chain once/],
    ['no list', { ...config, chains: {} }, /^chains must be a list/],
    [
      'a chain id as text',
      { ...config, chains: [{ ...chain, id: '1' }] },
      /^chains\[0\]\.id must be a whole number/,
    ],
    ['a chain id of 0', { ...config, chains: [{ ...chain, id: 0 }] }, /^chains\[0\]\.id/],
    [
      'a node by a wrong url',
      { ...config, chains: [{ ...chain, rpcUrl: 'x' }] },
      /^chains\[0\]\.rpcUrl/,
    ],
    [
      'no currency',
      { ...config, chains: [{ ...chain, nativeCurrency: null }] },
      /^chains\[0\]\.nativeCurrency must be an object/,
    ],
    [
      'decimals of 256',
      {
        ...config,
        chains: [{ ...chain, nativeCurrency: { ...chain.nativeCurrency, decimals: 256 } }],
      },
      /decimals must be a whole number from 0 to 255/,
    ],
    ['no name', { ...config, chains: [{ ...chain, name: '' }] }, /^chains\[0\]\.name must be text/],
    [
      'a chain without contracts',
      { ...config, chains: [{ ...chain, id: 5 }] },
      /^chains\[0\]\.contracts must be given: this version knows only those of 31337/,
    ],
    [
      'a contract that is no address',
      { ...config, chains: [{ ...chain, contracts: { ...contracts, PostOffice: '0x12' } }] },
      /^chains\[0\]\.contracts\.PostOffice must be the address/,
    ],
    ['a relay without a url', { ...config, relayUrls: [1] }, /^relayUrls\[0\] must/],
  ]
  it.each(wrong)('refuses %s, and names the field', (_what, json, sentence) => {
    expect(() => parseSiteConfig(json)).toThrow(SiteConfigError)
    expect(() => parseSiteConfig(json)).toThrow(sentence)
  })
})
