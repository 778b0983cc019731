/** Choices that fast-check has drawn. Where there are no more, or it has shrunk them to 0, they are the first of each list. */
export type Dice = {
  /** Any of them; name one twice to have it twice as often, and the most ordinary first. */
  pick: <Item>(items: readonly [Item, ...Item[]]) => Item
  /** Any of them, if there are any. */
  among: <Item>(items: readonly Item[]) => Item | undefined
  /** True once in so many times. */
  onceIn: (times: number) => boolean
}

export function diceOf(bytes: Uint8Array): Dice {
  let thrown = 0
  const next = () => bytes[thrown++] ?? 0
  return {
    pick: (items) => items[next() % items.length] ?? items[0],
    among: (items) => items[next() % Math.max(items.length, 1)],
    onceIn: (times) => next() % times === times - 1,
  }
}
