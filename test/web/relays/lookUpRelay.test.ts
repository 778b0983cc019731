import { describe, expect, it } from 'vitest'
import { isSamePlace } from '../../../web/src/relays/lookUpRelay.ts'

describe('isSamePlace', () => {
  it.each([
    ['https://relay.example', 'https://relay.example', true],
    ['https://relay.example/', 'https://relay.example', true],
    ['https://relay.example/letters', 'https://relay.example', true],
    ['HTTPS://Relay.Example:443', 'https://relay.example', true],
    ['https://relay.example/a', 'https://relay.example', false],
    ['http://relay.example', 'https://relay.example', false],
    ['https://relay.example.evil', 'https://relay.example', false],
    ['relay.example', 'https://relay.example', false],
    ['', 'https://relay.example', false],
  ])('%s and %s: %s', (endpoint, url, expected) => {
    expect(isSamePlace(endpoint, url)).toBe(expected)
  })
})
