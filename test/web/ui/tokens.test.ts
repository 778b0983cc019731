import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../../web/src/ui/tokens.css', import.meta.url), 'utf8')

type Theme = 'light' | 'dark'

/** The `#rrggbb` that a token stands for. */
function colourOf(token: string, theme: Theme): string {
  const value = new RegExp(`--${token}: ([^;]+);`).exec(css)?.[1] ?? ''
  const other = /^var\(--([\w-]+)\)$/.exec(value)?.[1]
  if (other) return colourOf(other, theme)
  const pair = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/.exec(value)
  const colour = pair?.[theme === 'light' ? 1 : 2]
  if (!colour) throw new Error(`--${token} is no colour of both themes.`)
  return colour
}

/** Relative luminance after WCAG 2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string, theme: Theme): number {
  const [dark = 0, light = 0] = [one, other]
    .map((token) => luminance(colourOf(token, theme)))
    .toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const surfaces = ['paper', 'sheet', 'sunken']
const washes = ['accent-wash', 'good-wash', 'warn-wash', 'bad-wash', 'info-wash']
const tones = ['good', 'warn', 'bad', 'info']

const texts: [string, string][] = [
  ...['ink', 'ink-soft', 'ink-faint', 'accent', 'accent-strong', ...tones].flatMap((text) =>
    surfaces.map((surface): [string, string] => [text, surface]),
  ),
  ...washes.flatMap((wash): [string, string][] => [
    ['ink', wash],
    ['ink-soft', wash],
    ['accent', wash],
  ]),
  ...tones.map((tone): [string, string] => [tone, `${tone}-wash`]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['paper', 'ink'],
]

const shapes = ['rule', 'accent', 'series-1', 'series-2', 'series-3', 'series-4'].flatMap((shape) =>
  ['paper', 'sheet'].map((surface): [string, string] => [shape, surface]),
)

describe.each(['light', 'dark'] as const)('tokens in %s', (theme) => {
  it.each(texts)('reads %s on %s', (text, surface) => {
    expect(contrast(text, surface, theme)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(shapes)('shows %s on %s', (shape, surface) => {
    expect(contrast(shape, surface, theme)).toBeGreaterThanOrEqual(3)
  })
})

describe('contrast', () => {
  it('is what WCAG says of black on white and of the middle grey', () => {
    expect(luminance('#ffffff')).toBeCloseTo(1, 6)
    expect(luminance('#000000')).toBe(0)
    // 4.54 : 1, the lightest grey that passes on white.
    expect(1.05 / (luminance('#767676') + 0.05)).toBeCloseTo(4.54, 2)
  })
})
