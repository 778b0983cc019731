import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { durationText } from '../../../web/src/input/durationText.ts'
import { parseDuration, windowBounds } from '../../../web/src/input/parseDuration.ts'

describe('parseDuration', () => {
  it.each([
    ['7 days', 604_800],
    ['7d', 604_800],
    ['1 week', 604_800],
    ['36 Hours', 129_600],
    ['1 day and 12 hours', 129_600],
    ['1 day, 12 hours', 129_600],
    ['1d 12h', 129_600],
    ['1.5 days', 129_600],
    ['90 min', 5_400],
    ['3600 s', 3_600],
  ])('reads %s', (text, seconds) => {
    expect(parseDuration(text)).toEqual({ seconds })
  })

  it.each([
    ['', /^Enter a length/],
    ['7', /7 of what/],
    ['soon', /“soon” is not a length/],
    ['7 moons', /“moons” is not a unit/],
    ['-7 days', /not a length/],
    ['1.0000001 days', /Whole seconds/],
  ])('says what to change of %j', (text, fault) => {
    expect(parseDuration(text).fault).toMatch(fault)
  })

  it('keeps to the bounds, to the second', () => {
    const { least, most } = windowBounds
    expect(parseDuration(`${least - 1} s`).fault).toBe(
      'At least 1 hour: the contract takes no less.',
    )
    expect(parseDuration(`${least} s`)).toEqual({ seconds: least })
    expect(parseDuration(`${most} s`)).toEqual({ seconds: most })
    expect(parseDuration(`${most + 1} s`).fault).toBe(
      'At most 30 days: the contract takes no more.',
    )
  })

  it('reads back what durationText writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: windowBounds.least, max: windowBounds.most }), (seconds) => {
        expect(parseDuration(durationText(seconds))).toEqual({ seconds })
      }),
    )
  })

  it('never throws and never gives both', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { seconds, fault } = parseDuration(text)
        expect((seconds === undefined) === (fault !== undefined)).toBe(true)
      }),
    )
  })
})

describe('durationText', () => {
  it('leaves nothing out', () => {
    expect(durationText(0)).toBe('0 seconds')
    expect(durationText(1)).toBe('1 second')
    expect(durationText(90_061)).toBe('1 day 1 hour 1 minute 1 second')
    expect(durationText(604_800)).toBe('7 days')
  })
})
