import { InvalidArgumentError } from 'commander'

/** An http or https url. What it is, is not told in the error: urls of nodes have keys in them. */
export function parseUrl(text: string): string {
  const protocol = URL.canParse(text) ? new URL(text).protocol : undefined
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new InvalidArgumentError('Give a url that begins with http:// or https://.')
  return text
}
