/** Urls of nodes and databases hold secrets. */
const urls = /\b(?:https?|wss?|postgres(?:ql)?):\/\/[^\s'"]+/g

/** A text that may be shown and logged: without its urls. */
export function redact(text: string): string {
  return text.replaceAll(urls, '[url]')
}
