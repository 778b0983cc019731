import type { Address } from 'viem'

/** What stands in the form and is not sent yet. */
export type Draft = {
  to: string
  text: string
  /** That it is to be paid in; the first that is taken unless chosen. */
  token?: Address | undefined
  /** The url of the relay; the first unless chosen. */
  relay?: string | undefined
}

const name = 'pennypost.write'

/** What was being written in this tab, across reloads. */
export function readDraft(): Draft {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name) ?? '{}') as Record<keyof Draft, unknown>
    return {
      to: textOf(kept.to) ?? '',
      text: textOf(kept.text) ?? '',
      token: textOf(kept.token) as Address | undefined,
      relay: textOf(kept.relay),
    }
  } catch {
    // Nothing is kept where that is forbidden.
    return { to: '', text: '' }
  }
}

/** Keeps what is being written for this tab, as far as the browser lets it. */
export function writeDraft({ to, text, token, relay }: Draft): void {
  try {
    sessionStorage.setItem(name, JSON.stringify({ to, text, token, relay }))
  } catch {
    // The form has it still.
  }
}

/** Forgets what was being written, if it is this text. */
export function clearDraft(text: string): void {
  if (readDraft().text === text) writeDraft({ to: '', text: '' })
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
