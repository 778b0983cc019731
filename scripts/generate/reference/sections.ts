import ts from 'typescript'
import type { Doc } from './docOf.ts'
import { docOf } from './docOf.ts'
import type { Entries, Export } from './openEntries.ts'
import type { Row } from './parametersOf.ts'
import { membersOf, parameterName, parametersOf } from './parametersOf.ts'
import { nameOf, tidied } from './typeText.ts'

/** What is said of an exported name. */
export type Section = { name: string; kind: Kind; markdown: string }

/** What an export is. Of functions, actions are sent to the chain. */
export type Kind = 'function' | 'error' | 'type' | 'value'

const inErrors = new Set(['name', 'message', 'stack', 'cause', 'shortMessage', 'docsPath'])

/** Most lines of a type that is shown as it is written. */
const longestType = 60

/** The kind of an export. */
export function kindOf({ symbol, isType }: Export, { checker }: Entries): Kind {
  if (isType) return 'type'
  if (symbol.flags & ts.SymbolFlags.Class) return 'error'
  return checker.getTypeOfSymbol(symbol).getCallSignatures().length > 0 ? 'function' : 'value'
}

/** The section about an export. */
export function sectionOf(exported: Export, entries: Entries): Section {
  const kind = kindOf(exported, entries)
  const doc = docOf(exported.symbol, entries.checker)
  const body = { function: ofFunction, error: ofError, type: ofType, value: ofValue }[kind]
  const title = kind === 'type' ? `type ${exported.name}` : exported.name
  const parts = [`### ${title}`, ...body(exported, doc, entries)]
  return { name: exported.name, kind, markdown: parts.filter((part) => part !== '').join('\n\n') }
}

function ofFunction(exported: Export, doc: Doc, entries: Entries): string[] {
  const { checker } = entries
  const [signature] = entries.typeOf(exported).getCallSignatures()
  if (!signature) return [doc.text]
  const { rows, common } = parametersOf(signature, doc, checker)
  const isWrite = entries.typeOf(exported).getProperty('estimateGas') !== undefined
  const names = signature.getParameters().map(parameterName)
  const returned = tidied(nameOf(signature.getReturnType(), checker))
  const all = common.map((name) => `\`${name}\``).join(', ')
  return [
    `\`${exported.name}(${names.join(', ')})\` → \`${returned}\``,
    doc.text,
    tableOf(rows, 'parameter'),
    common.length > 0 ? `Also ${all}: [options of every call](sdk.md#options-of-every-call).` : '',
    returnsText(doc, isWrite),
    throwsText(doc),
    exampleText(doc),
  ]
}

function returnsText({ returns }: Doc, isWrite: boolean): string {
  if (returns) return `**Returns** ${returns}`
  return isWrite ? '**Returns** the hash of the transaction, which is not waited for.' : ''
}

function throwsText({ throws }: Doc): string {
  return throws.length > 0 ? `**Throws**\n\n${throws.map((line) => `- ${line}`).join('\n')}` : ''
}

function exampleText({ example }: Doc): string {
  return example ? `\`\`\`ts\n${example}\n\`\`\`` : ''
}

function ofError({ symbol }: Export, doc: Doc, { checker }: Entries): string[] {
  const type = checker.getDeclaredTypeOfSymbol(symbol)
  const rows = membersOf(type, checker).filter(({ name }) => !inErrors.has(name))
  return [doc.text, tableOf(rows, 'fact'), exampleText(doc)]
}

function ofType({ symbol }: Export, doc: Doc): string[] {
  const code = symbol.declarations?.[0]?.getText() ?? ''
  const isShort = code.split('\n').length <= longestType
  return [
    doc.text,
    isShort ? `\`\`\`ts\n${code.replace(/^export /, '')}\n\`\`\`` : '',
    exampleText(doc),
  ]
}

function ofValue(exported: Export, doc: Doc, entries: Entries): string[] {
  const type = tidied(nameOf(entries.typeOf(exported), entries.checker))
  return [type === 'object' ? '' : `\`${type}\``, doc.text, exampleText(doc)]
}

/** A table with a line for each row; none where there is none. */
function tableOf(rows: readonly Row[], what: string): string {
  if (rows.length === 0) return ''
  const lines = rows.map(({ name, type, text, isOptional }) => {
    const cells = [`\`${name}${isOptional ? '?' : ''}\``, `\`${type}\``, text]
    return `| ${cells.map(inCell).join(' | ')} |`
  })
  return [`| ${what} | type | |`, '| --- | --- | --- |', ...lines].join('\n')
}

function inCell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')
}
