import { describe, expect, it } from 'vitest'
import { webUrl } from '../../../../web/src/pages/relays/webUrl.ts'

describe('webUrl', () => {
  it.each([
    ['https://relay.example', 'https://relay.example/'],
    ['http://127.0.0.1:8788/letters', 'http://127.0.0.1:8788/letters'],
  ])('lets %s be a link', (given, url) => expect(webUrl(given)).toBe(url))

  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'ftp://relay.example',
    'https://bank.example@relay.example',
    '/received',
    'relay.example',
    '',
  ])('lets %j be none', (given) => expect(webUrl(given)).toBeUndefined())
})
