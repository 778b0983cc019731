/**
 * A relay's url as requests begin with it: an endpoint that names where letters are taken in means the relay above that.
 *
 * @param endpoint - As its operator wrote it, so anything.
 * @returns Undefined: it is no http or https url.
 */
export function relayUrl(endpoint: string): string | undefined {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol)) return undefined
  if (url.username || url.password || url.search || url.hash) return undefined
  return `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/letters$/, '')}`
}
