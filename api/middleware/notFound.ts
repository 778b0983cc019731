import type { NotFoundHandler } from 'hono'
import type { App, AppEnv } from '../app.ts'
import { ApiError } from '../problem.ts'

/** For a path that no route took: 405 if the path exists for other methods, else 404. */
export function notFound(app: App): NotFoundHandler<AppEnv> {
  let patterns: [path: RegExp, method: string][] | undefined
  return (c) => {
    patterns ??= app.routes
      .filter((route) => route.method !== 'ALL')
      .map((route) => [toRegExp(route.path), route.method])
    const { path, method } = c.req
    const methods = patterns.filter(([pattern]) => pattern.test(path)).map(([, known]) => known)
    if (methods.length === 0) throw new ApiError('not_found', { path })
    const allow = [...new Set(methods.flatMap((m) => (m === 'GET' ? ['GET', 'HEAD'] : [m])))]
    throw new ApiError('method_not_allowed', { method, path, allow })
  }
}

/** `/v1/inboxes/:inboxId` as a pattern over whole paths. */
function toRegExp(route: string): RegExp {
  return new RegExp(`^${route.replaceAll('.', '\\.').replaceAll(/:[^/]+/g, '[^/]+')}$`)
}
