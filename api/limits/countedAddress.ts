import ipaddr from 'ipaddr.js'

/** For whoever comes without an address, as over a Unix socket: they count as one. */
export const unknownAddress = 'unknown'

/**
 * The address that a client is counted by: of IPv4 the address itself, also where IPv6 wraps it; of IPv6 its /64, as whoever has
 * one address there has 2^64. Anything else is `unknown`.
 */
export function countedAddress(address: string | undefined): string {
  if (address === undefined) return unknownAddress
  // What nearly every request comes from, without parsing it: sockets write it in one way only.
  const dotted = address.startsWith('::ffff:') ? address.slice(7) : address
  if (ipaddr.IPv4.isValidFourPartDecimal(dotted)) return dotted
  if (!ipaddr.IPv6.isValid(address)) return unknownAddress
  const parsed = ipaddr.IPv6.parse(address)
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().toString()
  const network = parsed.parts.map((part, position) => (position < 4 ? part : 0))
  return `${new ipaddr.IPv6(network).toString()}/64`
}
