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
]

/**
 * Points that a request costs before it is known what is in it; one point is about one look-up by key. Nothing outside `/v1`
 * costs any: the health of the process, its metrics and its documentation. A batch of verdicts goes on to pay for each of its items.
 */
export function weightOf(method: string, path: string): number {
  if (!path.startsWith('/v1/')) return 0
  // The busiest path of all.
  if (path === '/v1/verify') return 1
  const found = dear.find(([ofMethod, pattern]) => ofMethod === method && pattern.test(path))
  return found ? found[2] : 1
}
