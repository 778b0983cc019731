import { readdirSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import type { ZodType } from 'zod'
import { createApp } from '../../api/app.ts'
import { openFeed } from '../../api/feed/openFeed.ts'
import { createMetrics } from '../../api/metrics.ts'
import type { Services } from '../../api/services.ts'
import { openStore } from '../../api/store.ts'
import { problem } from '../../protocol/wire/problem.ts'
import { holdToContract } from './contract.ts'

type Operation = {
  operationId: string
  summary: string
  description: string
  tags: string[]
  parameters?: { name: string; description?: string; schema: { examples?: unknown[] } }[]
  requestBody?: { content: Record<string, { example?: unknown; examples?: unknown }> }
  responses: Record<string, Response>
}

type Response = {
  description: string
  content?: Record<string, { schema: { $ref?: string }; examples?: Record<string, object> }>
}

type Content = Record<string, { schema: ZodType; example?: unknown }>

const production = appOf({ isDevelopment: false })
const development = appOf({ isDevelopment: true })

const document = await read(development)
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

describe('/openapi.json', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator()
    const { valid, errors } = await validator.validate(structuredClone(document) as never)
    expect({ valid, errors, version: validator.version }).toEqual({
      valid: true,
      errors: undefined,
      version: '3.1',
    })
  })

  it('has every route of the app, but the scripts of the docs page', () => {
    const described = operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`)
    const routed = development.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replaceAll(/:([^/]+)/g, '{$1}')}`)
    const scripts = ['GET /docs/scalar.js', 'GET /docs/start.js']
    expect(new Set([...described, ...scripts])).toEqual(new Set(routed))
  })

  it('names each operation after its file', () => {
    const files = readdirSync(new URL('../../api/routes', import.meta.url))
    expect(operations.map(({ operation }) => `${operation.operationId}.ts`).sort()).toEqual(
      files.sort(),
    )
  })

  it.each(operations)('explains $method $path', ({ path, operation }) => {
    expect(operation.summary).toMatch(/^[A-Z].{8,}/)
    expect(operation.description.length).toBeGreaterThan(20)
    expect(operation.tags).toHaveLength(1)
    for (const parameter of operation.parameters ?? []) {
      expect([parameter.name, parameter.description]).toEqual([
        parameter.name,
        expect.stringMatching(/.{5,}/),
      ])
    }
    for (const media of Object.values(operation.requestBody?.content ?? {})) {
      expect([path, media.example ?? media.examples]).not.toEqual([path, undefined])
    }
    for (const [status, { content }] of Object.entries(operation.responses)) {
      if (Number(status) < 400) continue
      expect(content?.['application/problem+json']?.schema.$ref).toBe(
        '#/components/schemas/Problem',
      )
    }
  })

  it.each(refusals())('shows an example of each problem of %s', (_, status, response) => {
    const codes = [...response.description.matchAll(/`([a-z_]+)`: /g)].map(([, code]) => code)
    expect(codes).not.toEqual([])
    const shown = response.content?.['application/problem+json']?.examples ?? {}
    expect(Object.keys(shown).toSorted()).toEqual(codes.toSorted())
    for (const [code, example] of Object.entries(shown)) {
      expect(example).toEqual({ $ref: `#/components/examples/${code}` })
      const { value } = document.components.examples[code] ?? {}
      expect(problem.parse(value)).toMatchObject({ code, status: Number(status) })
    }
  })

  it.each(examples())('shows an example that its own schema takes: %s', (_, schema, example) => {
    expect(schema.parse(example)).toBeDefined()
  })

  it('has an example of every answer in JSON but of itself', () => {
    const answers = contents().filter(([name]) => name.includes(' 200'))
    const lacking = answers.filter(
      ([, content]) => content['application/json']?.example === undefined,
    )
    const notJson = answers.filter(([, content]) => !content['application/json'])
    expect(lacking.filter((answer) => !notJson.includes(answer)).map(([name]) => name)).toEqual([
      'getOpenApi 200',
    ])
  })

  it('is as committed: a change of the API shows in its diff', async () => {
    const served = await read(production)
    await expect(`${JSON.stringify(served, null, 2)}\n`).toMatchFileSnapshot(
      'snapshots/openapi.json',
    )
  })
})

function appOf(parameters: { isDevelopment: boolean }) {
  // Never asked, so never connected.
  const store = openStore({ url: 'postgres://127.0.0.1:1/none' })
  const chains = new Map()
  const log = pino({ level: 'silent' })
  const metrics = createMetrics()
  const services: Services = {
    chains,
    store,
    feed: openFeed({ chains, store, log, metrics, retentionDays: 7 }),
    now: Date.now,
    log,
    metrics,
    isShuttingDown: () => false,
    ...parameters,
  }
  return holdToContract(createApp(services))
}

async function read(app: ReturnType<typeof appOf>) {
  const response = await app.request('/openapi.json')
  return (await response.json()) as {
    paths: Record<string, Record<string, Operation>>
    components: { examples: Record<string, { value: unknown }> }
  }
}

/** Every answer that tells of problems, by operation and status. */
function refusals(): [name: string, status: string, response: Response][] {
  return operations.flatMap(({ operation: { operationId, responses } }) =>
    Object.entries(responses)
      .filter(([status]) => Number(status) >= 400)
      .map(([status, response]) => [`${operationId} ${status}`, status, response] as const),
  ) as [string, string, Response][]
}

/** Every body that a route takes or gives, by operation and status, with the schema that the code itself uses. */
function contents(): [name: string, content: Content][] {
  return development.openAPIRegistry.definitions.flatMap((definition) => {
    if (definition.type !== 'route') return []
    const { operationId, request, responses } = definition.route
    const bodies = Object.entries(responses).map(
      ([status, response]) =>
        [`${operationId} ${status}`, 'content' in response ? response.content : {}] as const,
    )
    const body = [`${operationId} body`, request?.body?.content ?? {}] as const
    return [body, ...bodies] as [string, Content][]
  })
}

function examples(): [name: string, schema: ZodType, example: unknown][] {
  return contents().flatMap(([name, content]) =>
    Object.values(content).flatMap(({ schema, example }) =>
      example === undefined ? [] : ([[name, schema, example]] as never),
    ),
  )
}
