import ipaddr from 'ipaddr.js'

/**
 * The /48 that a client's /64 is in, as `countedAddress` gives it; any other client is a network of its own.
 *
 * @example
 * networkOf('2001:db8:1:2::/64') // '2001:db8:1::/48'
 */
export function networkOf(client: string): string {
  if (!client.endsWith('/64')) return client
  const { parts } = ipaddr.IPv6.parse(client.slice(0, -'/64'.length))
  const network = parts.map((part, position) => (position < 3 ? part : 0))
  return `${new ipaddr.IPv6(network).toString()}/48`
}
