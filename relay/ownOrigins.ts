import type { Env } from './env.ts'

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])

/**
 * Whether an origin is one at which this relay is reached: one that it is set up with, or, where it listens on its machine alone, any of that
 * machine. A session that was signed for another origin comes from somebody in between. The relay's endpoint is no source for this: it is told
 * by the API, which might be who sent recipients elsewhere.
 */
export function createOwnOrigins({
  host,
  origins,
}: Pick<Env, 'host' | 'origins'>): (origin: string) => boolean {
  const own = new Set(origins)
  const isLocal = host.startsWith('127.') || host === '::1' || host === 'localhost'
  return (origin) =>
    own.has(origin) || (isLocal && URL.canParse(origin) && loopback.has(new URL(origin).hostname))
}
