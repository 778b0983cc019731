import ipaddr from 'ipaddr.js'

/**
 * Addresses that are formally public, but lead to services of the host or the cloud that this runs in, and nowhere else:
 * Azure's host (metadata, DNS, health probes), IBM Cloud's service networks, and the private ways into Google's APIs. What else
 * clouds have of the kind is link-local, unique local or carrier-grade NAT.
 */
const cloudNetworks = [
  '168.63.129.16/32',
  '161.26.0.0/16',
  '166.8.0.0/14',
  '199.36.153.4/30',
  '199.36.153.8/30',
].map((network) => ipaddr.IPv4.parseCIDR(network))

/**
 * Whether an address is one of the public Internet. Not so: loopback, private, link-local, carrier-grade NAT, multicast, unique local,
 * reserved and documentation ranges, services of clouds, and IPv6 that stands for IPv4 (mapped, NAT64, 6to4, Teredo), behind which any of them may hide.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  if (parsed instanceof ipaddr.IPv4) {
    return !cloudNetworks.some((network) => parsed.match(network))
  }
  // All that is routed of IPv6 today.
  return parsed.match(ipaddr.parse('2000::'), 3)
}
