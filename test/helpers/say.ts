/** Prints a line that a person looks for in the output of a test run: a seed, a table. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
