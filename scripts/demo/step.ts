import { styleText } from 'node:util'

/** Prints a step of the story, and below it the fact that it left behind. */
export function step(what: string, fact: string): void {
  console.log(`${what}\n  ${styleText('dim', fact)}`)
}
