import { countedAddress } from './countedAddress.ts'
import type { TrustedProxies } from './trustedProxies.ts'

/** Most entries of `X-Forwarded-For` that are looked at; nobody has as many proxies in a row. */
const mostHops = 16

/**
 * Whom a request comes from: the socket's peer or, as far as that is a proxy of ours, the right-most address in `X-Forwarded-For`
 * that is not. What stands further left was written by the client, and counts for nothing.
 *
 * @param peer - Address of the socket's other end; undefined: there is none.
 * @returns As `countedAddress` gives it.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  isProxy: TrustedProxies,
): string {
  if (peer === undefined || forwardedFor === undefined || !isProxy(peer))
    return countedAddress(peer)
  const hops = forwardedFor
    .slice(-64 * mostHops)
    .split(',')
    .slice(-mostHops)
  let client = peer
  for (const hop of hops.reverse()) {
    const address = withoutPort(hop.trim())
    // A proxy that writes something else has not told whom it stands for.
    if (countedAddress(address) === 'unknown') break
    client = address
    if (!isProxy(address)) break
  }
  return countedAddress(client)
}

/** `192.0.2.1:4711` and `[2001:db8::1]:4711`, as some proxies write. */
function withoutPort(text: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1]
  return bracketed ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
}
