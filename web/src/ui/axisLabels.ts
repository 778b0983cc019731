/**
 * Which places of an axis get a label: the first, and then each so many.
 *
 * @param count - Of the places.
 * @param most - Labels at most, at least 2.
 * @returns Indexes in order.
 */
export function axisLabels(count: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(count / most))
  return Array.from({ length: Math.ceil(count / step) }, (_, label) => label * step)
}
