import { describe, expect, it } from 'vitest'
import { createOwnOrigins } from '../../relay/ownOrigins.ts'

const origins = ['https://relay.example', 'https://two.example']

describe('createOwnOrigins', () => {
  it.each([
    ['https://relay.example', true],
    ['https://two.example', true],
    ['http://relay.example', false],
    ['https://relay.example:8443', false],
    ['https://relay.example.evil.example', false],
    ['https://evil.example', false],
    ['http://127.0.0.1:8788', false],
    ['null', false],
    ['', false],
  ])('of a relay that the world reaches: %s, %s', (origin, isOwn) => {
    expect(createOwnOrigins({ host: '0.0.0.0', origins })(origin)).toBe(isOwn)
  })

  it('has nothing of its machine beside the origins that it was given, as behind a proxy', () => {
    const isOwn = createOwnOrigins({ host: '127.0.0.1', origins })
    expect(isOwn('https://relay.example')).toBe(true)
    for (const origin of ['http://127.0.0.1:8788', 'http://localhost:8788'])
      expect(isOwn(origin)).toBe(false)
  })

  it.each(['127.0.0.1', '::1', 'localhost'])(
    'has all of this machine for a relay at %s, and nothing else',
    (host) => {
      const isOwn = createOwnOrigins({ host, origins: [] })
      for (const origin of ['http://127.0.0.1:8788', 'http://[::1]:1', 'https://localhost'])
        expect(isOwn(origin)).toBe(true)
      for (const origin of ['http://127.0.0.1.evil.example', 'http://localhost.evil', 'nonsense'])
        expect(isOwn(origin)).toBe(false)
    },
  )
})
