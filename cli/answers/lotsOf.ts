/** Cuts a long list into lots, and says of each where in the list it is: ` 1–250 of 600`; of the only one nothing. */
export function lotsOf<item>(
  list: readonly item[],
  size: number,
): readonly { lot: readonly item[]; place: string }[] {
  const starts = Array.from({ length: Math.ceil(list.length / size) }, (_, n) => n * size)
  return starts.map((start) => {
    const lot = list.slice(start, start + size)
    const place = starts.length > 1 ? ` ${start + 1}–${start + lot.length} of ${list.length}` : ''
    return { lot, place }
  })
}
