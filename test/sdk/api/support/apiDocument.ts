import { readFileSync } from 'node:fs'
import type { OperationId } from '../../../../sdk/src/api/ApiClient.ts'

type Schema = { $ref?: string; properties?: Record<string, unknown> }

export type DocumentedOperation = {
  operationId: string
  parameters?: { in: string; name: string; schema: { examples?: unknown[]; enum?: unknown[] } }[]
  requestBody?: { content: Record<string, { schema: Schema; example?: unknown }> }
  responses: Record<string, { content?: Record<string, { schema: Schema; example?: unknown }> }>
}

const document = JSON.parse(
  readFileSync(new URL('../../../api/snapshots/openapi.json', import.meta.url), 'utf8'),
) as {
  paths: Record<string, Record<string, DocumentedOperation>>
  components: { schemas: Record<string, Schema> }
}

/** The operations of the API's own description, without what is beside the API itself. */
export const documented = Object.entries(document.paths)
  .filter(([path]) => path.startsWith('/v1/'))
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )

/** Names of the fields of a JSON body. */
export function bodyNamesOf({ requestBody }: DocumentedOperation): string[] {
  const schema = requestBody?.content['application/json']?.schema
  const name = schema?.$ref?.replace('#/components/schemas/', '')
  const found = name === undefined ? schema : document.components.schemas[name]
  return Object.keys(found?.properties ?? {})
}

/** Parameters for an operation, put together from the examples of its description. */
export function exampleOf(id: OperationId): Record<string, unknown> {
  const operation = documented.find((each) => each.operation.operationId === id)?.operation
  const named = (operation?.parameters ?? [])
    .filter((parameter) => parameter.in !== 'header' && parameter.name !== 'cursor')
    .map(({ name, schema }) => [name, schema.examples?.[0] ?? schema.enum?.[0]])
  const body = operation?.requestBody?.content['application/json']?.example
  return { ...Object.fromEntries(named), ...(body as object) }
}

/** The example of an operation's answer. */
export function answerOf(id: OperationId): unknown {
  const operation = documented.find((each) => each.operation.operationId === id)?.operation
  const [, success] =
    Object.entries(operation?.responses ?? {}).find(([status]) => status.startsWith('2')) ?? []
  return success?.content?.['application/json']?.example
}
