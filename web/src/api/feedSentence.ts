import type { Feed } from './feedStore.ts'

/** What a person is told while no news come; undefined where all is well. */
export function feedSentence({ state, code, because }: Feed): string | undefined {
  if (state !== 'broken') return undefined
  const kept = 'What you see may be old; it is brought up to date by itself.'
  if (code === undefined) return `The API does not answer just now. ${kept}`
  return `${sentence(because ?? `The API has no fresh answers: ${code}`)} ${kept}`
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
