import { describe, expect, it } from 'vitest'
import { nameOfEach } from '../../../../web/src/pages/received/nameOfEach.ts'

describe('nameOfEach', () => {
  it('leaves a name that is there once', () => {
    expect(nameOfEach(['a', 'b'])).toEqual(['a', 'b'])
    expect(nameOfEach([])).toEqual([])
  })

  it('counts those that are the same', () => {
    expect(nameOfEach(['a', 'b', 'a'])).toEqual(['a, 1st of 2', 'b', 'a, 2nd of 2'])
    const many = nameOfEach(Array.from({ length: 23 }, () => 'a'))
    expect([many[2], many[3], many[10], many[22]]).toEqual([
      ...['a, 3rd of 23', 'a, 4th of 23', 'a, 11th of 23', 'a, 23rd of 23'],
    ])
  })
})
