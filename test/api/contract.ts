import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { App } from '../../api/app.ts'
import { openApiOf } from '../../api/openApi.ts'

type Json = Record<string, unknown>
type Operation = {
  operationId: string
  responses: Record<string, { description: string; content?: Record<string, { schema?: Json }> }>
}
type Contract = {
  operationOf(method: string, path: string): Operation | undefined
  validatorOf(operation: Operation, status: number, type: string): ValidateFunction | undefined
}

/**
 * Holds every answer of an app against its own `/openapi.json`, whatever test asked: the status, the media type and the problem's
 * code are documented for the operation, the body has the documented form and no field beyond it.
 *
 * Where `CONTRACT_DIR` is set, notes what was answered, so that `npm test` can tell what nobody provoked.
 *
 * @returns The same app.
 */
export function holdToContract(app: App): App {
  let contract: Contract | undefined
  const answer = app.fetch.bind(app)
  app.fetch = async (request, ...rest) => {
    const response = await answer(request, ...rest)
    // HEAD has the answer of GET without its body.
    if (request.method === 'HEAD') return response
    contract ??= readContract(openApiOf(app) as unknown as Json)
    await check(contract, request, response)
    return response
  }
  return app
}

async function check(contract: Contract, request: Request, response: Response): Promise<void> {
  const path = new URL(request.url).pathname
  const method = request.method.toLowerCase()
  const operation = contract.operationOf(method, path)
  const type = response.headers.get('content-type')?.split(';')[0] ?? ''
  const body =
    type.endsWith('json') && !type.endsWith('ndjson')
      ? ((await response.clone().json()) as Json)
      : undefined
  note(operation, response.status, body)
  // What has no route has no entry, nor has OPTIONS, which is answered before any route.
  if (!operation) return

  const fail = (fault: string): never => {
    throw new Error(
      `${operation.operationId} answered what /openapi.json does not say: ${fault}\n${method.toUpperCase()} ${path} → ${response.status} ${JSON.stringify(body)?.slice(0, 2_000)}`,
    )
  }
  const documented = operation.responses[String(response.status)]
  if (!documented) return fail(`status ${response.status}`)
  if (body === undefined) {
    if (type !== '' && !documented.content?.[type]) fail(`media type ${type}`)
    return
  }
  const validate = contract.validatorOf(operation, response.status, type)
  if (!validate) return fail(`media type ${type}`)
  if (!validate(body)) {
    fail(JSON.stringify(validate.errors?.slice(0, 3)))
  }
  if (response.status >= 400 && !documented.description.includes(`\`${String(body.code)}\``)) {
    fail(`the code ${String(body.code)}`)
  }
}

/** One line for each thing seen: an operation with its status, a problem's code, a verdict's reason. */
function note(operation: Operation | undefined, status: number, body: Json | undefined): void {
  const dir = process.env.CONTRACT_DIR
  if (!dir) return
  const results = Array.isArray(body?.results) ? (body.results as Json[]) : []
  const seen = [
    ...(operation ? [`operation ${operation.operationId} ${status}`] : []),
    ...[body ?? {}, ...results].flatMap(({ code, reason }) => [
      ...(typeof code === 'string' ? [`code ${code}`] : []),
      ...(typeof reason === 'string' ? [`reason ${reason}`] : []),
    ]),
  ]
  const fresh = seen.filter((line) => !noted.has(line))
  for (const line of fresh) noted.add(line)
  if (fresh.length > 0) appendFileSync(join(dir, `${process.pid}.txt`), `${fresh.join('\n')}\n`)
}

const noted = new Set<string>()

function readContract(document: Json): Contract {
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false })
  ajv.addSchema(closed(document) as Json, 'document')
  const paths = Object.entries(document.paths as Record<string, Record<string, Operation>>).map(
    ([path, operations]) => ({
      path,
      pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
      operations,
    }),
  )
  const validators = new Map<string, ValidateFunction>()
  return {
    operationOf: (method, path) =>
      paths.find(({ pattern, operations }) => pattern.test(path) && operations[method])?.operations[
        method
      ],
    validatorOf(operation, status, type) {
      const found = paths
        .flatMap(({ path, operations }) =>
          Object.entries(operations).map(([method, each]) => ({ path, method, each })),
        )
        .find(({ each }) => each === operation)
      if (!found || !operation.responses[String(status)]?.content?.[type]?.schema) return undefined
      const pointer = ['paths', found.path, found.method, 'responses', String(status)]
        .concat(['content', type, 'schema'])
        .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
        .join('/')
      const known = validators.get(pointer)
      if (known) return known
      const validator = ajv.compile({ $ref: `document#/${pointer}` })
      validators.set(pointer, validator)
      return validator
    },
  }
}

/** The document with every object closed that says nothing of further fields: clients ignore these, but a test must not. */
function closed(value: unknown, parent?: string): unknown {
  if (Array.isArray(value)) return value.map((each) => closed(each, parent))
  if (typeof value !== 'object' || value === null) return value
  const object = Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, closed(each, key)]),
  )
  const isOpen =
    object.type === 'object' && object.properties && !('additionalProperties' in object)
  return isOpen && parent !== 'allOf' ? { ...object, additionalProperties: false } : object
}
