import ipaddr from 'ipaddr.js'

/**
 * Whether an address is one of the public Internet. Not so: loopback, private, link-local, carrier-grade NAT, multicast, unique local,
 * reserved and documentation ranges, and IPv6 that stands for IPv4 (mapped, NAT64, 6to4, Teredo), behind which any of them may hide.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  // All that is routed of IPv6 today.
  return parsed.kind() === 'ipv4' || parsed.match(ipaddr.parse('2000::'), 3)
}
