import { InvalidParameterError } from '../errors/InvalidParameterError.ts'

/**
 * A relay's url as requests begin with it. One that names where letters are taken in means the relay above that.
 *
 * @throws {InvalidParameterError} It is none that a relay can be asked at.
 */
export function relayUrl(given: string | URL): string {
  const url = URL.canParse(String(given)) ? new URL(given) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new InvalidParameterError('url', '`url` is the http or https url of a relay.')
  if (url.username || url.password || url.search || url.hash)
    throw new InvalidParameterError('url', 'The `url` of a relay has no user, query or hash.')
  return `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/letters$/, '')}`
}
