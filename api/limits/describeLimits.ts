import type { App } from '../app.ts'
import { problemResponses } from '../responses.ts'

type Described = ReturnType<App['getOpenAPI31Document']>
type Response = {
  description?: string
  headers?: object
  content?: Record<string, { schema?: object; examples?: object }>
}
type Operation = { responses: Record<string, Response> }

const header = (description: string, example: string) => ({
  description,
  schema: { type: 'string', examples: [example] },
})

const limitHeaders = {
  RateLimit: header(
    'Points left, and seconds until there are all again.',
    '"default";r=11999;t=60',
  ),
  'RateLimit-Policy': header('Points a window, and its seconds.', '"default";q=12000;w=60'),
}

const retryAfter = {
  'Retry-After': {
    description: 'Seconds after which asking again may help.',
    schema: { type: 'integer' },
  },
}

/** What comes with every answer under `/v1` and is said here once for all: limits, and how API keys are given. */
export function describeLimits(document: Described): Described {
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    if (!path.startsWith('/v1/')) continue
    for (const { responses } of Object.values(methods as Record<string, Operation>)) {
      for (const status of statuses) responses[status] = withProblem(status, responses[status])
      for (const response of Object.values(responses)) {
        response.headers = { ...response.headers, ...limitHeaders }
      }
    }
  }
  document.components = { ...document.components, securitySchemes: { apiKey } }
  return document
}

const apiKey = {
  type: 'http',
  scheme: 'bearer',
  description:
    'An API key, `pp_…`, issued by whoever runs the API. It lifts rate limits and owns webhooks; what needs none takes it too.',
} as const

const problems = problemResponses('invalid_api_key', 'rate_limited', 'database_unavailable')
const statuses = [401, 429, 503] as const
const mediaType = 'application/problem+json'

/** An answer that has problems of its own with this status goes on to name them. */
function withProblem(status: (typeof statuses)[number], own: Response | undefined): Response {
  const { description, content } = problems[status]
  const schema = { $ref: '#/components/schemas/Problem' }
  const texts = own?.description?.includes(description)
    ? [own.description]
    : [...(own?.description ? [own.description] : []), description]
  const examples = { ...own?.content?.[mediaType]?.examples, ...content[mediaType].examples }
  return {
    ...own,
    content: { ...own?.content, [mediaType]: { schema, examples } },
    description: texts.join(' '),
    ...(status !== 401 && { headers: retryAfter }),
  }
}
