import { readFileSync } from 'node:fs'

/** What is read of the OpenAPI document. */
export type ApiDocument = {
  paths: Record<string, Record<string, ApiOperation>>
  components: { schemas: Record<string, ApiSchema> }
}

export type ApiOperation = {
  operationId: string
  summary: string
  parameters?: { in: string; name: string; required?: boolean }[]
  requestBody?: { content: ApiContent }
  responses: Record<string, { content?: ApiContent }>
}

export type ApiSchema = {
  $ref?: string
  type?: string | string[]
  pattern?: string
  properties?: Record<string, ApiSchema>
  /** Names of properties that are always there. */
  required?: string[]
}

export type ApiContent = Record<string, { schema: ApiSchema }>

/** Where the document is committed. A test of the API holds it against what the API serves. */
export const apiDocumentPath = 'test/api/snapshots/openapi.json'

/** The document but for what is beside the API itself: documentation, probes, metrics. */
export function readApiDocument(): ApiDocument {
  const document = JSON.parse(readFileSync(apiDocumentPath, 'utf8')) as ApiDocument
  const paths = Object.entries(document.paths).filter(([path]) => path.startsWith('/v1/'))
  return { ...document, paths: Object.fromEntries(paths) }
}

/** A schema itself, where another one stands for it. */
export function resolved({ components }: ApiDocument, schema: ApiSchema): ApiSchema {
  const name = schema.$ref?.replace('#/components/schemas/', '')
  return (name === undefined ? schema : components.schemas[name]) ?? {}
}
