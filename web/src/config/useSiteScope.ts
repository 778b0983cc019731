import { useContext } from 'react'
import type { SiteScope } from './siteContext.ts'
import { siteContext } from './siteContext.ts'

/** What the nearest `SiteProvider` hands down. */
export function useSiteScope(): SiteScope {
  const scope = useContext(siteContext)
  if (!scope) throw new Error('There is no SiteProvider around this.')
  return scope
}
