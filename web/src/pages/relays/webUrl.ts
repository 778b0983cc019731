/**
 * A url that a stranger gave, if a browser may be led there: http or https, without a name and password in it.
 *
 * @returns As the browser would write it; undefined: it must not be a link.
 */
export function webUrl(given: string): string | undefined {
  if (!URL.canParse(given)) return undefined
  const url = new URL(given)
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  return isWeb && url.username === '' && url.password === '' ? url.href : undefined
}
