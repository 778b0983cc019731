import { CliError } from '../errors/CliError.ts'

/** Lines of a list that cannot be meant, collected so that all are told at once. */
export type BadLines = {
  /** @param reason - A sentence that goes on after `line 7: `, without a full stop. */
  add(line: number, reason: string): void
  /** @throws {CliError} There are any. */
  check(): void
}

/** More would only scroll what matters away. */
const mostTold = 30

/** @param file - That the lines are of, as it was named. */
export function createBadLines(file: string): BadLines {
  const found: { line: number; reason: string }[] = []
  return {
    add: (line, reason) => void found.push({ line, reason }),
    check() {
      if (found.length === 0) return
      const sorted = found.sort((a, b) => a.line - b.line)
      const told = sorted.slice(0, mostTold).map(({ line, reason }) => `  line ${line}: ${reason}`)
      const rest = found.length - told.length
      const more = rest > 0 ? [`  … and ${rest.toLocaleString('en')} more`] : []
      const lines = new Set(found.map(({ line }) => line)).size
      const head = `${lines === 1 ? 'A line' : `${lines.toLocaleString('en')} lines`} of ${file} cannot be mailed. Nothing was signed or sent.`
      throw new CliError([head, ...told, ...more].join('\n'))
    },
  }
}
