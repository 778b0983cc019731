import type { ApiDocument, ApiOperation, ApiSchema } from './apiDocument.ts'
import { apiDocumentPath, resolved } from './apiDocument.ts'

const bodyKinds: Record<string, string> = {
  'application/json': 'json',
  'application/octet-stream': 'octets',
}

const answerKinds: Record<string, string> = {
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'application/octet-stream': 'octets',
  'text/event-stream': 'events',
  'text/plain': 'text',
}

/** `generated/operations.ts`: of each operation what a client has to know when it asks. */
export function apiOperations(document: ApiDocument): [path: string, text: string] {
  const operations = Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    )
    .toSorted((a, b) => (a.operation.operationId < b.operation.operationId ? -1 : 1))
    .map(({ path, method, operation }) => {
      const { operationId, summary } = operation
      const described = JSON.stringify(describe(document, path, method, operation))
      // The comment comes along to the client's methods.
      return `  /** ${sentence(summary)} \`${method.toUpperCase()} ${path}\` */\n  ${operationId}: ${described},\n`
    })
  return [
    'generated/operations.ts',
    `// Written by scripts/generate.ts from ${apiDocumentPath}. Do not edit.\n` +
      `export const operations = {\n${operations.join('')}} as const\n`,
  ]
}

function describe(document: ApiDocument, path: string, method: string, operation: ApiOperation) {
  const { parameters = [], requestBody, responses } = operation
  const namesIn = (place: string) =>
    parameters.filter((parameter) => parameter.in === place).map(({ name }) => name)
  const [[bodyType, body] = []] = Object.entries(requestBody?.content ?? {})
  const bodyNames = Object.keys((body && resolved(document, body.schema).properties) ?? {})
  const [, success] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? []
  const [[answerType, answer] = []] = Object.entries(success?.content ?? {})
  const schema = answer && resolved(document, answer.schema)
  const list = schema && Object.keys(schema.properties ?? {})
  const query = namesIn('query')
  return {
    method: method.toUpperCase(),
    path,
    pathNames: namesIn('path'),
    queryNames: query,
    body: kindOf(bodyKinds, bodyType),
    // Octets have no name in the document: they are called after what they are put to.
    ...(kindOf(bodyKinds, bodyType) === 'octets' && { bodyName: path.split('/').at(-1) }),
    answer: kindOf(answerKinds, answerType),
    ...(schema &&
      kindOf(answerKinds, answerType) === 'json' && { has: alwaysIn(document, schema) }),
    takesChain: [...query, ...bodyNames].includes('chain'),
    ...(query.includes('cursor') && { list: listedIn(operation, list) }),
  }
}

/** Fields that are always there: those that who reads an answer reaches into, or else all. */
function alwaysIn(document: ApiDocument, { required = [], properties = {} }: ApiSchema): string[] {
  const deep = required.filter((name) => {
    const { type } = resolved(document, properties[name] ?? {})
    return type === 'object' || type === 'array'
  })
  return deep.length > 0 ? deep : required
}

function kindOf(kinds: Record<string, string>, mediaType: string | undefined): string {
  if (mediaType === undefined) return 'none'
  const kind = kinds[mediaType]
  if (!kind) throw new Error(`No client knows ${mediaType}: name its kind here`)
  return kind
}

/** The field with the entries of a page: every list has it right before `nextCursor`. */
function listedIn({ operationId }: ApiOperation, fields: readonly string[] = []): string {
  const field = fields[fields.indexOf('nextCursor') - 1]
  if (!field) throw new Error(`${operationId} takes a cursor, but gives no list`)
  return field
}

/** Summaries have no full stop; some end in a question mark. */
function sentence(summary: string): string {
  return summary.endsWith('?') ? summary : `${summary}.`
}
