import { isIP } from 'node:net'
import { isPublicAddress } from './publicAddress.ts'
import type { WebhookSettings } from './webhookSettings.ts'

/**
 * What is wrong with a url as a webhook's, as far as the url itself tells: where its host leads is checked at every delivery.
 *
 * @returns A clause, or undefined if nothing is.
 */
export function faultOfTarget(
  url: URL,
  { allowPrivate, ports }: Pick<WebhookSettings, 'allowPrivate' | 'ports'>,
): string | undefined {
  if (url.username !== '' || url.password !== '') return 'the url has a user or a password in it'
  if (allowPrivate) return undefined
  if (url.protocol !== 'https:') return 'the url does not begin with https://'
  if (!ports.includes(Number(url.port || 443))) return `the port is none of ${ports.join(', ')}`
  const host = hostOf(url)
  // Sockets look up no host that is an address: what `checkedLookup` does for names is done here.
  if (isIP(host)) return isPublicAddress(host) ? undefined : 'the address is not public'
  if (!host.includes('.') || /(^|\.)(localhost|local|internal)\.?$/.test(host)) {
    return 'the host is not one of the public Internet'
  }
  return undefined
}

/** `2001:db8::1` for `[2001:db8::1]`. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1')
}
