import { expect } from 'vitest'
import type { z } from 'zod'
import type { App } from '../../api/app.ts'
import type { ProblemCode } from '../../protocol/problems.ts'
import { problems } from '../../protocol/problems.ts'
import type { ProblemBody } from '../../protocol/wire/problem.ts'
import { problem } from '../../protocol/wire/problem.ts'

/** Asks for a path and checks the answer against its schema, unknown fields included. */
export async function ask<Schema extends z.ZodObject>(
  app: App,
  path: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  const response = await app.request(path)
  const body = await response.json()
  expect({ path, status: response.status, body }).toMatchObject({ path, status: 200 })
  expect(response.headers.get('cache-control')).toBe('no-store')
  // Schemas of answers drop what they do not know: nothing may be dropped.
  expect(schema.parse(body)).toEqual(body)
  return body as z.output<Schema>
}

/** Asks for a path and checks all that every problem has; gives the body for the rest. */
export async function askProblem(
  app: App,
  path: string,
  code: ProblemCode,
  init?: RequestInit,
): Promise<ProblemBody & { headers: Headers }> {
  const response = await app.request(path, init)
  const text = await response.text()
  expect({ path, status: response.status, text }).toMatchObject({ status: problems[code].status })
  const body = problem.strict().parse(JSON.parse(text))
  const { retryAfterSeconds } = { retryAfterSeconds: undefined, ...problems[code] }
  expect(body).toMatchObject({
    type: `/docs/problems#${code}`,
    title: problems[code].title,
    status: problems[code].status,
    code,
    instance: new URL(`http://api${path}`).pathname,
    requestId: response.headers.get('x-request-id'),
  })
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('retry-after')).toBe(
    retryAfterSeconds === undefined ? null : String(retryAfterSeconds),
  )
  expect(text).not.toMatch(/select |postgres|stack|node_modules|127\.0\.0\.1/i)
  return { ...body, headers: response.headers }
}
