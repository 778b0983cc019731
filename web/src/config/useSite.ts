import type { SiteConfig } from './siteConfig.ts'
import { useSiteScope } from './useSiteScope.ts'

/** What whoever serves the site says of it. */
export function useSite(): SiteConfig {
  return useSiteScope().site
}
