import { useSearch } from 'wouter'
import { isOfSite } from './isOfSite.ts'

/**
 * An address within the site that stays on the chain that the page is about.
 *
 * @param href - Within the site (`/inbox`) it gets the `?chain` of the page, unless it names one; any other stays as it is.
 */
export function useChainHref(href: string): string {
  const chain = new URLSearchParams(useSearch()).get('chain')
  if (!chain || !isOfSite(href) || /[?&]chain=/.test(href)) return href
  const [path = '', hash] = href.split('#', 2)
  const joined = `${path}${path.includes('?') ? '&' : '?'}chain=${encodeURIComponent(chain)}`
  return (hash === undefined ? joined : `${joined}#${hash}`).replaceAll('%3A', ':')
}
