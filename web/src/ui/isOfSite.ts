/** Whether an address is a page of the site, and not of another server. */
export function isOfSite(href: string): boolean {
  return href.startsWith('/') && !href.startsWith('//')
}
