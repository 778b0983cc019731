import { describe, expect, it } from 'vitest'
import { clientAddress } from '../../api/limits/clientAddress.ts'
import { countedAddress } from '../../api/limits/countedAddress.ts'
import { noProxies, parseTrustedProxies } from '../../api/limits/trustedProxies.ts'

describe('countedAddress', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::', '2001:db8:1:3::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
    ['::1', '::/64'],
  ])('counts %s as %s', (address, counted) => {
    expect(countedAddress(address)).toBe(counted)
  })

  it.each([
    undefined,
    '',
    'localhost',
    '1.2.3',
    '0x7f.1',
    '010.0.0.1',
    '1.2.3.4:80',
    ':::',
    '\u0000',
  ])('counts %j as unknown', (address) => {
    expect(countedAddress(address)).toBe('unknown')
  })
})

describe('clientAddress', () => {
  const isProxy = parseTrustedProxies('10.0.0.0/8, 192.0.2.1,2001:db8:ffff::/48')

  it.each([
    ['nobody is trusted', '198.51.100.1', '203.0.113.7', noProxies, '198.51.100.1'],
    ['the peer is no proxy', '198.51.100.1', '203.0.113.7', isProxy, '198.51.100.1'],
    ['the peer is one, and says nothing', '10.1.1.1', undefined, isProxy, '10.1.1.1'],
    ['the peer is one', '10.1.1.1', '203.0.113.7', isProxy, '203.0.113.7'],
    ['the peer is one in IPv6 clothes', '::ffff:10.1.1.1', '203.0.113.7', isProxy, '203.0.113.7'],
    [
      'the client wrote more to the left',
      '10.1.1.1',
      '1.1.1.1, 203.0.113.7',
      isProxy,
      '203.0.113.7',
    ],
    ['there are several', '10.1.1.1', '203.0.113.7,192.0.2.1, 10.2.2.2', isProxy, '203.0.113.7'],
    ['all are proxies', '10.1.1.1', '10.3.3.3, 10.2.2.2', isProxy, '10.3.3.3'],
    ['one of IPv6', '2001:db8:ffff::9', '2001:db8:1:2::3', isProxy, '2001:db8:1:2::/64'],
    ['ports are written', '10.1.1.1', '1.1.1.1, 203.0.113.7:4711', isProxy, '203.0.113.7'],
    ['ports of IPv6 are', '10.1.1.1', '[2001:db8:1:2::3]:80', isProxy, '2001:db8:1:2::/64'],
    ['nonsense stands there', '10.1.1.1', '203.0.113.7, unknown', isProxy, '10.1.1.1'],
    ['nothing stands there', '10.1.1.1', '', isProxy, '10.1.1.1'],
    ['nonsense is behind a proxy', '10.1.1.1', '203.0.113.7, <>, 10.2.2.2', isProxy, '10.2.2.2'],
    ['there is no socket', undefined, '203.0.113.7', isProxy, 'unknown'],
  ] as const)('where %s', (_, peer, forwardedFor, proxies, expected) => {
    expect(clientAddress(peer, forwardedFor, proxies)).toBe(expected)
  })

  it('looks at a few hops of a header as long as it likes', () => {
    const hops = `203.0.113.7, ${'10.2.2.2, '.repeat(2_000)}10.2.2.2`
    expect(clientAddress('10.1.1.1', hops, isProxy)).toBe('10.2.2.2')
  })
})

describe('parseTrustedProxies', () => {
  it.each(['proxy.example', '10.0.0.0/33', '10.0.0.0/', '::/129', '10.0.0.1-10.0.0.9'])(
    'refuses %s',
    (list) => {
      expect(() => parseTrustedProxies(list)).toThrow()
    },
  )

  it('takes an empty list for nobody', () => {
    expect(parseTrustedProxies('')('127.0.0.1')).toBe(false)
  })
})
