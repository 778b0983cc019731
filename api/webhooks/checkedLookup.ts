import type { LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { isPublicAddress } from './publicAddress.ts'

/** Of a host that leads, or may lead, to an address that is not public. */
export class PrivateTargetError extends Error {
  override readonly name = 'PrivateTargetError'
}

/**
 * A `lookup` for sockets that fails unless every address of the host is public. The socket then connects to what was checked here:
 * between check and use nobody asks the resolver again.
 *
 * @param resolve - All addresses of a host.
 */
export function checkedLookup(
  resolve: (hostname: string) => Promise<LookupAddress[]>,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (found) => {
        const [first] = found
        if (!first) return callback(new Error(`No address of ${hostname}`), '', 4)
        if (found.some(({ address }) => !isPublicAddress(address))) {
          return callback(
            new PrivateTargetError('the host has an address that is not public'),
            '',
            4,
          )
        }
        if (options.all) callback(null, found)
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 4),
    )
  }
}
