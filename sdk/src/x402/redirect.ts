/** Whether an answer sends elsewhere. A page is not shown where to; a `fetch` of the caller's may have followed. */
export function isRedirect({ status, type, redirected }: Response): boolean {
  return redirected || type === 'opaqueredirect' || (status >= 300 && status < 400)
}

/** Where it sends to, as much of it as can be shown to people: `, to <origin>`; empty where that is nothing. */
export function destinationOf({ headers }: Response, url: string | URL): string {
  const location = headers.get('location')
  if (location === null || !URL.canParse(location, String(url))) return ''
  const { origin, protocol } = new URL(location, url)
  return /^https?:$/.test(protocol) ? `, to ${origin}` : ''
}
