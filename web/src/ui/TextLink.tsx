import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { isOfSite } from './isOfSite.ts'
import { useChainHref } from './useChainHref.ts'

/** A link in words. Within the site it keeps the `?chain`; elsewhere it tells nobody where it was. */
export function TextLink({ href, children }: { href: string; children: ReactNode }): ReactNode {
  const to = useChainHref(href)
  if (!isOfSite(href))
    return (
      <a href={href} rel="noreferrer">
        {children}
      </a>
    )
  return <Link href={to}>{children}</Link>
}
