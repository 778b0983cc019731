import { join } from 'node:path'
import ts from 'typescript'

/** A name that an entry of the package exports. */
export type Export = {
  name: string
  symbol: ts.Symbol
  /** Where it is written, from the repository's root. */
  file: string
  isType: boolean
}

export type Entries = {
  checker: ts.TypeChecker
  /** What an entry exports, in the order of the alphabet. */
  exportsOf(entry: string): Export[]
  /** The type that an export has, or is. */
  typeOf(exported: Export): ts.Type
  /** A type's own members of one of our own files. */
  operations(): ts.Symbol[]
}

/** Reads the package's sources as the compiler does. */
export function openEntries(root: string, entries: readonly string[]): Entries {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(
    { ...config, include: [], files: [] },
    ts.sys,
    root,
  )
  const operationsFile = join(root, 'generated/operations.ts')
  const program = ts.createProgram([...entries.map((entry) => join(root, entry)), operationsFile], {
    ...options,
    incremental: false,
  })
  const checker = program.getTypeChecker()
  return {
    checker,
    exportsOf(entry) {
      return moduleExports(join(root, entry))
        .map((symbol) => toExport(symbol))
        .sort((a, b) => compare(a.name, b.name))
    },
    typeOf: ({ symbol, isType }) =>
      isType ? checker.getDeclaredTypeOfSymbol(symbol) : checker.getTypeOfSymbol(symbol),
    operations() {
      const [operations] = moduleExports(operationsFile)
      return operations ? checker.getPropertiesOfType(checker.getTypeOfSymbol(operations)) : []
    },
  }

  function moduleExports(file: string): ts.Symbol[] {
    const source = program.getSourceFile(file)
    const module = source && checker.getSymbolAtLocation(source)
    if (!module) throw new Error(`${file} is no module.`)
    return checker.getExportsOfModule(module)
  }

  function toExport(exported: ts.Symbol): Export {
    const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0
    const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported
    const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? ''
    const isType = (symbol.flags & (ts.SymbolFlags.Value | ts.SymbolFlags.Class)) === 0
    return { name: exported.name, symbol, file: file.slice(root.length + 1), isType }
  }
}

/** Without regard to capitals, as people look names up. */
function compare(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()]
  if (a !== b) return a < b ? -1 : 1
  return one < other ? -1 : 1
}
