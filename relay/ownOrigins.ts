import type { Env } from './env.ts'

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])

/**
 * Whether an origin is one at which this relay is reached: one that it is set up with, or, where it is set up with none and listens on its
 * machine alone, any of that machine. A session that was signed for another origin comes from somebody in between. The relay's endpoint is no
 * source for this: it is told by the API, which might be who sent recipients elsewhere.
 *
 * @param env.origins - Each this relay's alone: a session is bound to an origin and not to a path, so that whoever answers at another path of it
 *   could pass for this relay, and use here what a recipient signs there.
 */
export function createOwnOrigins({
  host,
  origins,
}: Pick<Env, 'host' | 'origins'>): (origin: string) => boolean {
  const own = new Set(origins)
  const isLocal = host.startsWith('127.') || host === '::1' || host === 'localhost'
  const isAnyLocal = isLocal && own.size === 0
  return (origin) =>
    own.has(origin) ||
    (isAnyLocal && URL.canParse(origin) && loopback.has(new URL(origin).hostname))
}
