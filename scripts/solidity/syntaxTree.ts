import solc from 'solc'

/** A node of the compiler's syntax tree. Which other fields it has depends on its type. */
export type SyntaxNode = {
  nodeType: string
  /** `start:length:file`, in bytes of UTF-8. */
  src: string
  [field: string]: unknown
}

/**
 * Parses one Solidity file, without what it imports.
 *
 * @throws {Error} With the compiler's messages, when it does not parse.
 */
export function syntaxTree(file: string, text: string): SyntaxNode {
  const input = {
    language: 'Solidity',
    sources: { [file]: { content: text } },
    settings: { stopAfter: 'parsing', outputSelection: { '*': { '': ['ast'] } } },
  }
  const output = JSON.parse(solc.compile(JSON.stringify(input)))
  const ast = output.sources?.[file]?.ast
  if (ast) return ast
  const messages = output.errors?.map(
    (error: { formattedMessage: string }) => error.formattedMessage,
  )
  throw new Error(`${file} does not parse.\n${messages?.join('\n')}`)
}

/** The nodes right below one, in the order of the tree's fields. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return Object.values(node).flat().filter(isNode)
}

/** The node and everything below it. */
export function* nodesOf(node: SyntaxNode): Generator<SyntaxNode> {
  yield node
  for (const child of childrenOf(node)) yield* nodesOf(child)
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'nodeType' in value
}
