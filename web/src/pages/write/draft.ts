/** What stands in the form and is not sent yet. */
export type Draft = { to: string; text: string }

const name = 'pennypost.write'

/** What was being written in this tab, across reloads. */
export function readDraft(): Draft {
  try {
    const { to, text } = JSON.parse(sessionStorage.getItem(name) ?? '{}') as Partial<Draft>
    return { to: typeof to === 'string' ? to : '', text: typeof text === 'string' ? text : '' }
  } catch {
    // Nothing is kept where that is forbidden.
    return { to: '', text: '' }
  }
}

/** Keeps what is being written for this tab, as far as the browser lets it. */
export function writeDraft({ to, text }: Draft): void {
  try {
    sessionStorage.setItem(name, JSON.stringify({ to, text }))
  } catch {
    // The form has it still.
  }
}

/** Forgets what was being written, if it is this text. */
export function clearDraft(text: string): void {
  if (readDraft().text === text) writeDraft({ to: '', text: '' })
}
