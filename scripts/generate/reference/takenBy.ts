import type { ApiDocument } from '../apiDocument.ts'
import { resolved } from '../apiDocument.ts'

/** Names of what an operation takes in path, query and body; a question mark is at what may be left out. */
export function takenBy(document: ApiDocument, operationId: string): string[] {
  const operation = Object.values(document.paths)
    .flatMap((methods) => Object.values(methods))
    .find((one) => one.operationId === operationId)
  const parameters = (operation?.parameters ?? [])
    .filter(({ in: place }) => place !== 'header')
    .map(({ name, required }) => (required ? name : `${name}?`))
  const body = operation?.requestBody?.content['application/json']
  const { properties = {}, required = [] } = body ? resolved(document, body.schema) : {}
  const fields = Object.keys(properties).map((name) =>
    required.includes(name) ? name : `${name}?`,
  )
  const hasOctets = operation?.requestBody?.content['application/octet-stream'] !== undefined
  return [...parameters, ...fields, ...(hasOctets ? ['leaves'] : [])]
}
