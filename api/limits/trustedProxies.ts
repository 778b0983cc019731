import ipaddr from 'ipaddr.js'

/** Tells whether an address is one of a proxy of ours. */
export type TrustedProxies = (address: string) => boolean

/** No proxy: who a socket leads to is the client. */
export const noProxies: TrustedProxies = () => false

/**
 * @param list - Addresses and CIDR ranges with commas between, such as `10.0.0.0/8,::1`.
 * @throws {Error} Something in it is neither.
 */
export function parseTrustedProxies(list: string): TrustedProxies {
  const ranges = list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(parseRange)
  return (address) => {
    if (!ipaddr.isValid(address)) return false
    const parsed = ipaddr.process(address)
    return ranges.some(([network, bits]) => {
      return network.kind() === parsed.kind() && parsed.match(network, bits)
    })
  }
}

function parseRange(entry: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (entry.includes('/')) return ipaddr.parseCIDR(entry)
  const address = ipaddr.process(entry)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}
