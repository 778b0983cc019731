/** Tells which of two comes first: below 0, the one; above, the other; 0: they are in the same place. */
export type Order<T> = (a: T, b: T) => number

/** Puts an entry in its place, instead of the one that is there. */
export function putSorted<T>(list: T[], entry: T, order: Order<T>): void {
  const place = placeOf(list, entry, order)
  list.splice(place, isAt(list, place, entry, order) ? 1 : 0, entry)
}

/** Takes away the entry that is in the place of another, if any. */
export function removeSorted<T>(list: T[], entry: T, order: Order<T>): void {
  const place = placeOf(list, entry, order)
  if (isAt(list, place, entry, order)) list.splice(place, 1)
}

/** The entry in a place, if any. */
export function findSorted<T extends Key, Key>(
  list: readonly T[],
  key: Key,
  order: Order<Key>,
): T | undefined {
  const place = placeOf(list, key, order)
  return isAt(list, place, key, order) ? list[place] : undefined
}

/** How many entries come before a place: the first one that does not is there, or none. */
export function placeOf<Key>(list: readonly Key[], key: Key, order: Order<Key>): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (order(list[middle] as Key, key) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function isAt<Key>(list: readonly Key[], place: number, entry: Key, order: Order<Key>): boolean {
  return place < list.length && order(list[place] as Key, entry) === 0
}
