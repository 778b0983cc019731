import ts from 'typescript'

/** One import in a source file; `line` counts from 1. */
export type Import = { specifier: string; line: number }

/**
 * Lists what a TypeScript or JavaScript source imports: `import`, `import type`, `export … from`,
 * `import()` in code and in types, `require()`. Specifiers that are computed are not seen.
 */
export function importsOf(fileName: string, source: string): Import[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true)
  const found: Import[] = []
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node)
    if (specifier && ts.isStringLiteralLike(specifier)) {
      const { line } = file.getLineAndCharacterOfPosition(specifier.getStart(file))
      found.push({ specifier: specifier.text, line: line + 1 })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier
  if (ts.isExternalModuleReference(node)) return node.expression
  if (ts.isImportTypeNode(node)) {
    return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined
  }
  if (!ts.isCallExpression(node)) return undefined
  const { expression } = node
  const isImport = expression.kind === ts.SyntaxKind.ImportKeyword
  const isRequire = ts.isIdentifier(expression) && expression.text === 'require'
  return isImport || isRequire ? node.arguments[0] : undefined
}
