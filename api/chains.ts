import type { Logger } from 'pino'
import type { Caip2 } from '../protocol/caip2.ts'
import { toCaip2 } from '../protocol/caip2.ts'
import type { OpenChain } from './chain.ts'
import { closeChain, openChain } from './chain.ts'
import type { Env } from './env.ts'
import type { Metrics } from './metrics.ts'
import type { Chain } from './services.ts'
import type { WantedChain } from './wantedChains.ts'
import { wantedChains } from './wantedChains.ts'

/** The chains that a process serves, which come and go while it runs. */
export type Chains = {
  /** Always those of the moment: look a chain up anew for each request. */
  served: ReadonlyMap<Caip2, Chain>
  /** Polls each chain once, and from then on looks again and again for chains that have come, gone or changed. */
  start(): Promise<void>
  close(): Promise<void>
}

/** Milliseconds between two looks at `CHAINS_FILE` and the deployments, unless told. */
const usualInterval = 2_000

/** Milliseconds that a chain which is no longer served stays open for the requests that have it in hand. */
const farewell = 5_000

/**
 * Opens the chains that {@link wantedChains} names; what it names later is taken up, given up or opened anew without touching the
 * others. While it cannot tell, all stays as it is.
 *
 * @throws {Error} It cannot tell at the start.
 */
export function openChains(parameters: {
  env: Env
  now: () => number
  log: Logger
  metrics: Metrics
  lookInterval?: number | undefined
}): Chains {
  const { env, now, log, metrics, lookInterval = usualInterval } = parameters
  const served = new Map<Caip2, OpenChain>()
  /** What each served chain was opened as; its text tells whether that has changed. */
  const texts = new Map<Caip2, string>()
  const leaving = new Set<OpenChain>()
  let timer: NodeJS.Timeout | undefined
  let isClosed = false
  let fault: string | undefined

  const first = wantedChains(env)
  for (const wanted of first) put(open(wanted), wanted)
  if (first.length === 0) log.warn('no chain to serve yet')
  metrics.chainsFit.set(1)

  return { served, start, close }

  async function start(): Promise<void> {
    await Promise.all([...served.values()].map((chain) => chain.freshness.start()))
    schedule()
  }

  function schedule(): void {
    if (!isClosed) timer = setTimeout(() => void look().then(schedule), lookInterval).unref()
  }

  async function look(): Promise<void> {
    const wanted = findWanted()
    if (!wanted) return
    const names = new Set(wanted.map(({ chainId }) => toCaip2(chainId)))
    for (const [caip2, chain] of served) {
      if (names.has(caip2)) continue
      served.delete(caip2)
      texts.delete(caip2)
      log.info({ chain: caip2 }, 'chain removed')
      dismiss(chain)
    }
    await Promise.all(wanted.map(takeUp))
  }

  /** Undefined while it cannot be told; says so once. */
  function findWanted(): WantedChain[] | undefined {
    try {
      const wanted = wantedChains(env)
      if (fault !== undefined) log.info('chains can be read again')
      fault = undefined
      metrics.chainsFit.set(1)
      return wanted
    } catch (error) {
      const { message } = error as Error
      if (message !== fault) log.error({ fault: message }, 'chains cannot be read; all stays')
      fault = message
      metrics.chainsFit.set(0)
      return undefined
    }
  }

  /** Opens a chain that is new or has changed, and serves it once it has been polled: no request finds it knowing nothing. */
  async function takeUp(wanted: WantedChain): Promise<void> {
    const caip2 = toCaip2(wanted.chainId)
    const before = served.get(caip2)
    if (before && texts.get(caip2) === JSON.stringify(wanted)) return
    const chain = open(wanted)
    leaving.add(chain)
    await chain.freshness.start()
    if (isClosed) return
    leaving.delete(chain)
    put(chain, wanted)
    log.info({ chain: caip2 }, before ? 'chain changed' : 'chain added')
    if (before) dismiss(before)
  }

  function open({ chainId, settings, deployment }: WantedChain): OpenChain {
    return openChain({ chainId, settings, deployment, env, now, log })
  }

  function put(chain: OpenChain, wanted: WantedChain): void {
    served.set(chain.caip2, chain)
    texts.set(chain.caip2, JSON.stringify(wanted))
  }

  function dismiss(chain: OpenChain): void {
    leaving.add(chain)
    setTimeout(() => void end(chain), farewell).unref()
  }

  async function end(chain: OpenChain): Promise<void> {
    if (leaving.delete(chain)) await closeChain(chain)
  }

  async function close(): Promise<void> {
    isClosed = true
    clearTimeout(timer)
    await Promise.all([...served.values(), ...leaving].map(closeChain))
    leaving.clear()
  }
}
