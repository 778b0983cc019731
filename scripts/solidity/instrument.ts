import path from 'node:path'
import type { SyntaxNode } from './syntaxTree.ts'
import { childrenOf, isNode, nodesOf, syntaxTree } from './syntaxTree.ts'

/** Something that a run of the tests reaches or misses. */
export type Point = {
  kind: 'statement' | 'function' | 'branch'
  /** What the instrumented code reports when it gets there. */
  mark: number
  file: string
  line: number
  /** For people: the start of a statement, a function's name, or what a condition never was. */
  text: string
}

/** The library that instrumented code calls, as a file beside it. */
export const MARKS_FILE = 'contracts/CoverageMarks.sol'

/** Hardhat, asked for coverage, notes each word that is sent to this address, also in a call that reverts. */
export const MARKS_SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

library CoverageMarks {
    function hit(uint256 mark) internal pure {
        _pure(_send)(mark);
    }

    function condition(bool value, uint256 mark) internal pure returns (bool) {
        hit(value ? mark : mark + 1);
        return value;
    }

    function seen(uint256[] memory flags, uint256 firstMark) internal pure {
        for (uint256 i = 0; i < flags.length; ++i) if (flags[i] != 0) hit(firstMark + i);
    }

    function _send(uint256 mark) private view {
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, mark)
            pop(staticcall(gas(), 0xc0bEc0BEc0BeC0bEC0beC0bEC0bEC0beC0beC0BE, free, 0x20, 0, 0))
        }
    }

    function _pure(function(uint256) internal view original) private pure returns (function(uint256) internal pure cast) {
        assembly ("memory-safe") {
            cast := original
        }
    }
}
`

/** In assembly, where no name may be one of Solidity's: notes a condition as true at a place, or as false in the next word. */
const SEE =
  ' function coverageSee(coverageValue, coveragePlace) -> coverageSame { coverageSame := coverageValue' +
  ' mstore(add(coveragePlace, shl(5, iszero(coverageValue))), 1) }'

/**
 * Makes a Solidity file report what it runs, without changing what it does otherwise or its lines. The points are
 *
 * - each statement, before it runs;
 * - each function and modifier with a body, when it is entered;
 * - two branches for each condition, which was true and was false: those of `if`, loops (also in assembly) and ternaries,
 *   and each operand of `&&` and `||` by itself, wherever it stands. An `if` without `else` so has both its branches;
 * - one branch for each clause of a `try`.
 *
 * @param firstMark - Of this file's points; the next file starts with this plus {@link InstrumentReturnType.marks}.
 * What assembly has seen is lost if it leaves the function by itself.
 *
 * @throws {Error} Where assembly has a switch or a function.
 */
export function instrument(file: string, text: string, firstMark: number): InstrumentReturnType {
  const source = Buffer.from(text)
  const edits: Edit[] = []
  const points: Point[] = []
  const conditions = new Set<SyntaxNode>()
  let marks = 0

  const slice = (start: number, end: number) => source.subarray(start, end).toString()
  const short = (node: SyntaxNode) => {
    const line = slice(...rangeOf(node))
      .replaceAll(/\s+/g, ' ')
      .replace(/;$/, '')
    return line.length > 60 ? `${line.slice(0, 59)}…` : line
  }
  const add = (kind: Point['kind'], at: SyntaxNode, texts: string[]) => {
    const mark = firstMark + marks
    const line = slice(0, rangeOf(at)[0]).split('\n').length
    for (const [index, label] of texts.entries()) {
      points.push({ kind, mark: mark + index, file, line, text: label })
    }
    marks += texts.length
    return mark
  }
  const addCondition = (node: SyntaxNode) =>
    add('branch', node, [`${short(node)} is never true`, `${short(node)} is never false`])
  const hit = (mark: number) => `CoverageMarks.hit(${mark});`
  const atStartOf = (block: SyntaxNode, mark: number) => {
    edits.push({ at: rangeOf(block)[0] + 1, text: hit(mark) })
  }

  const markStatement = (node: SyntaxNode, isBody: boolean) => {
    if (isBlock(node)) return
    if (node.nodeType === 'PlaceholderStatement') return
    const [start, end] = rangeOf(node)
    const mark = add('statement', node, [short(node)])
    edits.push({ at: start, text: `${isBody ? '{' : ''}${hit(mark)}` })
    if (!isBody) return
    const semicolon = /^\s*;/.exec(slice(end, source.length))?.[0].length ?? 0
    edits.push({ at: end + semicolon, text: '}', closes: true })
  }
  const markCondition = (node: SyntaxNode): void => {
    conditions.add(node)
    if (isLogical(node)) {
      for (const operand of [node.leftExpression, node.rightExpression]) {
        markCondition(operand as SyntaxNode)
      }
    } else if (node.nodeType === 'TupleExpression') {
      markCondition((node.components as SyntaxNode[])[0] as SyntaxNode)
    } else if (node.nodeType === 'UnaryOperation' && node.operator === '!') {
      markCondition(node.subExpression as SyntaxNode)
    } else if (node.nodeType !== 'Literal') {
      const [start, end] = rangeOf(node)
      const mark = addCondition(node)
      edits.push({ at: start, text: 'CoverageMarks.condition(' })
      edits.push({ at: end, text: `, ${mark})`, closes: true })
    }
  }
  const markFunction = (node: SyntaxNode) => {
    if (!['FunctionDefinition', 'ModifierDefinition'].includes(node.nodeType)) return
    if (isNode(node.body))
      atStartOf(node.body, add('function', node, [`${node.name || node.kind}`]))
  }
  const markStatements = (node: SyntaxNode) => {
    if (isBlock(node)) for (const child of childrenOf(node)) markStatement(child, false)
    for (const body of [node.trueBody, node.falseBody, isLoop(node) ? node.body : undefined]) {
      if (isNode(body)) markStatement(body, true)
    }
  }
  const markBranches = (node: SyntaxNode) => {
    if (node.nodeType === 'TryCatchClause') {
      atStartOf(node.block as SyntaxNode, add('branch', node, ['this clause is never taken']))
    }
    const asks = isLoop(node) || ['IfStatement', 'Conditional'].includes(node.nodeType)
    if (asks && isNode(node.condition)) markCondition(node.condition)
    if (isLogical(node) && !conditions.has(node)) markCondition(node)
  }
  const visit = (node: SyntaxNode) => {
    markFunction(node)
    markStatements(node)
    if (node.nodeType === 'InlineAssembly') return markAssembly(node)
    markBranches(node)
    for (const child of childrenOf(node)) visit(child)
  }
  /** Assembly can call no Solidity, so it notes in memory of its own what its conditions were, which is reported after it. */
  const markAssembly = (assembly: SyntaxNode) => {
    const conditions: SyntaxNode[] = []
    for (const node of nodesOf(assembly)) {
      if (['YulSwitch', 'YulFunctionDefinition'].includes(node.nodeType)) refuse(node)
      if (!['YulIf', 'YulForLoop'].includes(node.nodeType) || !isNode(node.condition)) continue
      if (node.condition.nodeType !== 'YulLiteral') conditions.push(node.condition)
    }
    if (conditions.length === 0) return
    const [start, end] = rangeOf(assembly)
    const first = firstMark + marks
    const seen = `coverageSeen${first}`
    const size = 2 * conditions.length
    edits.push({ at: start, text: `uint256[] memory ${seen} = new uint256[](${size});` })
    edits.push({ at: end, text: `CoverageMarks.seen(${seen}, ${first});`, closes: true })
    edits.push({ at: rangeOf(assembly.AST as SyntaxNode)[0] + 1, text: SEE })
    for (const condition of conditions) {
      const [from, to] = rangeOf(condition)
      const place = 32 * (1 + addCondition(condition) - first)
      edits.push({ at: from, text: 'coverageSee(' })
      edits.push({ at: to, text: `, add(${seen}, ${place}))`, closes: true })
    }
  }
  const refuse = (node: SyntaxNode): never => {
    const line = slice(0, rangeOf(node)[0]).split('\n').length
    throw new Error(`${file}:${line}: a switch or function of assembly cannot be measured.`)
  }

  visit(syntaxTree(file, text))
  const library = path.posix.relative(path.posix.dirname(file), MARKS_FILE)
  const from = library.startsWith('.') ? library : `./${library}`
  return {
    text: `${apply(source, edits)}import {CoverageMarks} from "${from}";\n`,
    points,
    marks,
  }
}

export type InstrumentReturnType = { text: string; points: Point[]; marks: number }

/** `closes`: belongs to what stands before, so that it goes before anything else at the same place. */
type Edit = { at: number; text: string; closes?: boolean }

/** Edits are listed from the outside in, so that of several closing at one place the last is the innermost. */
function apply(source: Buffer, edits: readonly Edit[]): string {
  const closing = edits.filter(({ closes }) => closes).reverse()
  const opening = edits.filter(({ closes }) => !closes)
  let [result, position] = ['', 0]
  for (const { at, text } of [...closing, ...opening].sort((a, b) => a.at - b.at)) {
    result += source.subarray(position, at).toString() + text
    position = at
  }
  return result + source.subarray(position).toString()
}

function rangeOf({ src }: SyntaxNode): [start: number, end: number] {
  const [start = 0, length = 0] = src.split(':').map(Number)
  return [start, start + length]
}

function isBlock({ nodeType }: SyntaxNode): boolean {
  return nodeType === 'Block' || nodeType === 'UncheckedBlock'
}

function isLoop({ nodeType }: SyntaxNode): boolean {
  return ['WhileStatement', 'DoWhileStatement', 'ForStatement'].includes(nodeType)
}

function isLogical({ nodeType, operator }: SyntaxNode): boolean {
  return nodeType === 'BinaryOperation' && (operator === '&&' || operator === '||')
}
