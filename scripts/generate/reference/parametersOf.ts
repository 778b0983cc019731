import ts from 'typescript'
import type { Doc } from './docOf.ts'
import { docOf } from './docOf.ts'
import { typeText } from './typeText.ts'
import { usualTexts } from './usualTexts.ts'

/** A row of a table of parameters or fields. */
export type Row = { name: string; type: string; text: string; isOptional: boolean }

export type ParameterRows = {
  rows: Row[]
  /** Those that many calls take, by name alone. */
  common: string[]
}

/** Where options are declared that are the same for all calls; they are described once. */
const commonTypes = new Set(['AccountOption', 'ContractsOption', 'ReadOptions', 'WriteOptions'])

/** What a function takes: the members of an object where it takes one, and the others by themselves. */
export function parametersOf(
  signature: ts.Signature,
  doc: Doc,
  checker: ts.TypeChecker,
): ParameterRows {
  const common: string[] = []
  const rows = signature.getParameters().flatMap((parameter) => {
    if (parameter.name === 'client' && !doc.parameters.has('client')) return []
    const type = checker.getTypeOfSymbol(parameter)
    const object = checker.getNonNullableType(type)
    const members = isPlain(object, checker) ? checker.getPropertiesOfType(object) : []
    if (members.length === 0 || doc.parameters.has(parameter.name))
      return [{ ...rowOf(parameter, doc, checker), name: parameterName(parameter) }]
    common.push(...members.filter(isCommon).map(({ name }) => name))
    const name = parameterName(parameter)
    const prefix = name === 'parameters' ? '' : `${name}.`
    return members
      .filter((member) => !isCommon(member))
      .map((member) => ({ ...rowOf(member, doc, checker), name: `${prefix}${member.name}` }))
  })
  return { rows: sorted(rows), common: [...new Set(common)] }
}

/** What a parameter is called; one that is taken apart at once has no name in the sources. */
export function parameterName({ name }: ts.Symbol): string {
  if (!name.startsWith('__')) return name
  return name === '__0' ? 'parameters' : 'options'
}

/** The members of a type, as rows. */
export function membersOf(type: ts.Type, checker: ts.TypeChecker): Row[] {
  const none: Pick<Doc, 'parameters'> = { parameters: new Map() }
  return checker.getPropertiesOfType(type).map((member) => rowOf(member, none, checker))
}

function rowOf(
  symbol: ts.Symbol,
  { parameters }: Pick<Doc, 'parameters'>,
  checker: ts.TypeChecker,
): Row {
  const isOptional =
    (symbol.flags & ts.SymbolFlags.Optional) !== 0 ||
    symbol.declarations?.some(
      (node) => ts.isParameter(node) && (node.questionToken ?? node.initializer) !== undefined,
    ) === true
  return {
    name: symbol.name,
    type: typeText(symbol, checker),
    text:
      parameters.get(symbol.name) || docOf(symbol, checker).text || (usualTexts[symbol.name] ?? ''),
    isOptional,
  }
}

/** An object of our own to be taken apart: no array, no class, no function, nothing of another package. */
function isPlain(type: ts.Type, checker: ts.TypeChecker): boolean {
  if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0) return false
  if (type.getCallSignatures().length > 0 || checker.isArrayLikeType(type)) return false
  return checker
    .getPropertiesOfType(type)
    .every(({ declarations = [] }) =>
      declarations.every((node) => !node.getSourceFile().fileName.includes('/node_modules/')),
    )
}

function isCommon({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some(({ parent }) => {
    const alias = ts.findAncestor(parent, ts.isTypeAliasDeclaration)
    return alias !== undefined && commonTypes.has(alias.name.text)
  })
}

/** What has to be given first. */
function sorted(rows: Row[]): Row[] {
  return [...rows.filter((row) => !row.isOptional), ...rows.filter((row) => row.isOptional)]
}
