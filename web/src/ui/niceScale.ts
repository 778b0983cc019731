/**
 * Marks of an axis that starts at zero: at most five, evenly apart, at 1, 2 or 5 times a power of ten.
 *
 * @param highest - Of the values, not negative.
 * @param isWhole - Marks only at whole numbers, of counts.
 * @returns Zero first; the last one is at least `highest`.
 */
export function niceScale(highest: number, isWhole: boolean): number[] {
  const least = isWhole ? 1 : Number.MIN_VALUE
  const wanted = Math.max((highest > 0 ? highest : 1) / 4, least)
  const power = 10 ** Math.floor(Math.log10(wanted))
  const factor = [1, 2, 5, 10].find((one) => one * power >= wanted * (1 - 1e-9)) ?? 10
  const step = factor * power
  const steps = Math.max(1, Math.ceil(highest / step - 1e-9))
  // By division for small steps: 3 × 0.1 is not 0.3.
  return Array.from({ length: steps + 1 }, (_, mark) =>
    step < 1 ? mark / Math.round(1 / step) : mark * step,
  )
}
