/** @example linesText(2) // '2 lines' */
export function linesText(count: number): string {
  return count === 1 ? '1 line' : `${count.toLocaleString('en')} lines`
}
