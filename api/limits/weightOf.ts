/** Points of an attempt with a key that has to be looked up: what guessing costs. */
export const keyAttemptPoints = 10

/** What is dear beside a look-up by key: by method and path, in points. First match counts. */
const dear: readonly [method: string, path: RegExp, points: number][] = [
  ['GET', /^\/v1\/snapshot$/, 1_000],
  ['PUT', /^\/v1\/mailings\/[^/]+\/leaves$/, 200],
  ['POST', /^\/v1\/proofs$/, 20],
  ['GET', /^\/v1\/stamps\/[^/]+\/proof$/, 20],
  ['POST', /^\/v1\/webhooks\/[^/]+\/ping$/, 20],
  ['GET', /^\/v1\/events$/, 10],
  ['GET', /^\/v1\/stats$/, 10],
  ['GET', /^\/v1\/relays$/, 5],
  ['GET', /^\/v1\/mailings\/[^/]+\/leaves\/[^/]+$/, 5],
]

/**
 * Points that a request costs before it is known what is in it; one point is about one look-up by key. Nothing outside `/v1`
 * costs any: the health of the process, its metrics and its documentation. Verdicts and movements go on to pay for what they hold.
 */
export function weightOf(method: string, path: string): number {
  if (!path.startsWith('/v1/')) return 0
  // The busiest path of all.
  if (path === '/v1/verify') return 1
  // HEAD does all that GET does, and only keeps the body back.
  const asked = method === 'HEAD' ? 'GET' : method
  const found = dear.find(([ofMethod, pattern]) => ofMethod === asked && pattern.test(path))
  return found ? found[2] : 1
}
