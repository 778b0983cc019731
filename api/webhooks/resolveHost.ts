import type { LookupAddress } from 'node:dns'
import { promises } from 'node:dns'
import { isIP } from 'node:net'

/** Milliseconds that a name server has for an answer. It is asked once: an attempt is made again anyway. */
const timeout = 2_000

/**
 * All addresses of a host, IPv4 first, as name servers tell them at this moment.
 *
 * Not by `dns.lookup`, which takes one of the four threads of the process for as long as a name server is silent: a few dead hosts
 * would hold up all that needs these threads.
 *
 * @param options.signal - Ends the look-up.
 * @param options.servers - Other name servers than the machine's, such as `127.0.0.1:5353`.
 * @throws {NodeJS.ErrnoException} There is none, `ENOTFOUND` or `ENODATA`; or nobody says, such as `ETIMEOUT`, `ECANCELLED`.
 */
export async function resolveHost(
  hostname: string,
  options: { signal?: AbortSignal | undefined; servers?: readonly string[] } = {},
): Promise<LookupAddress[]> {
  const family = isIP(hostname)
  if (family !== 0) return [{ address: hostname, family }]
  const { signal, servers } = options
  signal?.throwIfAborted()
  const resolver = new promises.Resolver({ timeout, tries: 1 })
  if (servers) resolver.setServers(servers)
  const cancel = () => resolver.cancel()
  signal?.addEventListener('abort', cancel)
  try {
    const [v4, v6] = await Promise.allSettled([
      resolver.resolve4(hostname),
      resolver.resolve6(hostname),
    ])
    if (v4.status === 'rejected' && v6.status === 'rejected') throw v4.reason
    return [...toAddresses(v4, 4), ...toAddresses(v6, 6)]
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}

function toAddresses(answer: PromiseSettledResult<string[]>, family: number): LookupAddress[] {
  return answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : []
}
