/** @example lettersText(2) // '2 letters' */
export function lettersText(count: number): string {
  return count === 1 ? '1 letter' : `${count.toLocaleString('en')} letters`
}
