/** How parts of a text are set off, where that can be seen. */
export type Style = {
  bold(text: string): string
  dim(text: string): string
  green(text: string): string
  red(text: string): string
  yellow(text: string): string
}

/** Marks of a terminal (ECMA-48), or none. */
export function createStyle(isColoured: boolean): Style {
  const mark = (on: number, off: number) => (text: string) =>
    isColoured ? `\u001b[${on}m${text}\u001b[${off}m` : text
  return {
    bold: mark(1, 22),
    dim: mark(2, 22),
    green: mark(32, 39),
    red: mark(31, 39),
    yellow: mark(33, 39),
  }
}
