import ts from 'typescript'

const flags =
  ts.TypeFormatFlags.NoTruncation |
  ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope |
  ts.TypeFormatFlags.WriteArrayAsGenericType

/** Longest text of a type within a table; of longer ones only the sort is told. */
const longest = 140

/** The type of a parameter or member, as it is written if it is written there. */
export function typeText(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const [declaration] = symbol.declarations ?? []
  const node =
    declaration && 'type' in declaration ? (declaration.type as ts.TypeNode | undefined) : undefined
  const type = node ? withoutComments(node) : nameOf(checker.getTypeOfSymbol(symbol), checker)
  return tidied(type.replace(/ \| undefined\s*$/, ''))
}

/** A type by its name, or as the compiler writes it. */
export function nameOf(type: ts.Type, checker: ts.TypeChecker): string {
  return checker.typeToString(type, undefined, flags & ~ts.TypeFormatFlags.WriteArrayAsGenericType)
}

/** On one line. */
export function tidied(text: string): string {
  const line = text
    .replace(/\s+/g, ' ')
    .replaceAll(/`0x\$\{string\}`/g, 'Hex')
    .replace(/^\| /, '')
    .replace(/^\((\(.*)\)$/, '$1')
    .replaceAll('Uint8Array<ArrayBufferLike>', 'Uint8Array')
  return line.length > longest ? 'object' : line
}

function withoutComments(node: ts.Node): string {
  return node
    .getText()
    .replace(/\/\*\*.*?\*\//gs, '')
    .replace(/\/\/.*$/gm, '')
}
