import type ts from 'typescript'

/** What the comment before a declaration says. */
export type Doc = {
  text: string
  /** By the parameter's name as it is written after `@param`. */
  parameters: ReadonlyMap<string, string>
  returns: string | undefined
  throws: readonly string[]
  example: string | undefined
}

/** The documentation of a symbol, in Markdown. */
export function docOf(symbol: ts.Symbol, checker: ts.TypeChecker): Doc {
  const tags = symbol.getJsDocTags(checker)
  const named = (name: string) =>
    tags.filter((tag) => tag.name === name).map((tag) => textOf(tag.text))
  return {
    text: joined(textOf(symbol.getDocumentationComment(checker))),
    parameters: new Map(named('param').map(toParameter)),
    returns: named('returns').map(joined)[0],
    throws: named('throws').map(toThrow),
    example: named('example')[0]?.trim(),
  }
}

function textOf(parts: readonly ts.SymbolDisplayPart[] | undefined): string {
  return (parts ?? [])
    .map(({ kind, text }) => {
      if (kind === 'link') return ''
      return kind === 'linkName' ? linkTo(text.trim()) : text
    })
    .join('')
}

/** A link to where a name stands on the same page. */
export function linkTo(name: string): string {
  return `[\`${name}\`](#${name.toLowerCase()})`
}

/** `inboxId - The inbox.` or `parameters.inboxId - …` */
function toParameter(text: string): [name: string, text: string] {
  const [, name = '', said = ''] = /^(\S+)\s+(?:-\s+)?(.*)$/s.exec(text) ?? []
  return [name.replace(/^(parameters|options)\./, ''), joined(said)]
}

/** `{PostageTooHighError} It is above the cap.` */
function toThrow(text: string): string {
  const [, type, said = ''] = /^\{([^}]*)\}\s*(.*)$/s.exec(text) ?? []
  if (!type) return joined(text)
  return said.trim() ? `\`${type}\`: ${joined(said)}` : `\`${type}\``
}

/** Paragraphs and lists as they are, lines within them as one. */
function joined(text: string): string {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/\n(?![-*\d] )\s*/g, ' '))
    .join('\n\n')
}
