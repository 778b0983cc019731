import type { OpenAPI3 } from 'openapi-typescript'
import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import type { ApiContent, ApiDocument, ApiOperation, ApiSchema } from './apiDocument.ts'
import { apiDocumentPath } from './apiDocument.ts'

/** `generated/openapi.ts`: types of everything that goes to the API or comes from it. */
export async function apiTypes(document: ApiDocument): Promise<[path: string, text: string]> {
  const types = await openapiTS(leanOf(document) as unknown as OpenAPI3, {
    ...{ alphabetize: true, exportType: true, immutable: true, silent: true },
    // What has a default may be left out.
    defaultNonNullable: false,
    transform: (schema, { path = '' }) =>
      typeOf(schema as ApiSchema, /[/.]parameters\//.test(path)),
  })
  return [
    'generated/openapi.ts',
    `// Written by scripts/generate.ts from ${apiDocumentPath}. Do not edit.\n${astToString(types)}`,
  ]
}

/** The document without what is the same everywhere, or said by an example: its types are half as long. */
function leanOf(document: ApiDocument): ApiDocument {
  const paths = Object.entries(document.paths).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods).map(([method, operation]) => [method, leanOperation(operation)]),
    ),
  ])
  return { ...document, paths: Object.fromEntries(paths) }
}

/** Of the answers those of success alone: every other is a Problem. */
function leanOperation(operation: ApiOperation): ApiOperation {
  const { parameters = [], requestBody, responses } = operation
  const successes = Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([status, { content, ...response }]) => [
      status,
      { ...response, headers: {}, ...(content && { content: leanContent(content) }) },
    ])
  return {
    ...operation,
    parameters: parameters.filter((parameter) => parameter.in !== 'header'),
    ...(requestBody && {
      requestBody: { ...requestBody, content: leanContent(requestBody.content) },
    }),
    responses: Object.fromEntries(successes),
  }
}

function leanContent(content: ApiContent): ApiContent {
  const schemas = Object.entries(content).map(([type, { schema }]) => [type, { schema }])
  return Object.fromEntries(schemas)
}

/** Hexadecimal values and chains as the rest of the project types them; numbers in a url may be given as such. */
function typeOf({ type, pattern }: ApiSchema, isParameter: boolean): ts.TypeNode | undefined {
  if (type !== 'string' || !pattern) return undefined
  if (pattern.startsWith('^0x')) return template('0x', ts.SyntaxKind.StringKeyword)
  if (pattern.startsWith('^eip155:')) return template('eip155:', ts.SyntaxKind.NumberKeyword)
  if (!isParameter || !pattern.startsWith('^(0|[1-9]')) return undefined
  return ts.factory.createUnionTypeNode(
    [ts.SyntaxKind.StringKeyword, ts.SyntaxKind.NumberKeyword, ts.SyntaxKind.BigIntKeyword].map(
      (kind) => ts.factory.createKeywordTypeNode(kind as ts.KeywordTypeSyntaxKind),
    ),
  )
}

function template(head: string, rest: ts.KeywordTypeSyntaxKind): ts.TypeNode {
  const { factory } = ts
  return factory.createTemplateLiteralType(factory.createTemplateHead(head), [
    factory.createTemplateLiteralTypeSpan(
      factory.createKeywordTypeNode(rest),
      factory.createTemplateTail(''),
    ),
  ])
}
