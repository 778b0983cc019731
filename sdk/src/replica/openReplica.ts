import type { Address } from 'viem'
import { zeroAddress } from 'viem'
import type { Caip2 } from '../../../protocol/caip2.ts'
import type { TokenInfo } from '../../../protocol/verdict/quote.ts'
import type { AsOf } from '../../../protocol/wire/asOf.ts'
import type { FeedEntry } from '../../../protocol/wire/event.ts'
import type { VerdictItem } from '../../../protocol/wire/verify.ts'
import { InvalidParameterError } from '../errors/InvalidParameterError.ts'
import { ReplicaStaleError } from '../errors/ReplicaStaleError.ts'
import type { ReplicaQuestion } from './checkedItem.ts'
import { checkedItem } from './checkedItem.ts'
import type { Copy, Paces } from './follow/followChain.ts'
import { followChain } from './follow/followChain.ts'
import type { ReplicaSource } from './follow/ReplicaSource.ts'
import { judgeLetter } from './judge/judgeLetter.ts'

/** A copy of a chain's inboxes and postage in this process, which judges letters without asking anybody. */
export type Replica = {
  /** Fulfilled once letters can be judged; rejected if it is closed before. */
  readonly ready: Promise<void>
  /**
   * Judges a letter as `POST /v1/verify` does, by the same table.
   *
   * @throws {ReplicaStaleError} It does not know the chain as of now.
   * @throws {InvalidParameterError} The question is wrong.
   */
  verify(question: ReplicaQuestion): VerdictItem & { asOf: AsOf }
  /**
   * The block that verdicts are true of now.
   *
   * @throws {ReplicaStaleError}
   */
  asOf(): AsOf
  /** Ends it: it judges no letter any more. */
  close(): void
}

/** How a replica is kept. */
export type ReplicaOptions = {
  chain: Caip2
  /** Seconds that it may judge by what it has without hearing of anything newer; 30. The feed may be silent for 15. */
  maxStalenessSeconds?: number | undefined
  /** Seconds from block to block, which `validForSeconds` and `retryAfterSeconds` are told by; 1. */
  blockTimeSeconds?: number | undefined
  /** What a token is called, for quotes; of the native one ETH with 18 decimals, and of others nothing. */
  tokenInfo?: ((token: Address) => TokenInfo | undefined) | undefined
  /** Closes it. */
  signal?: AbortSignal | undefined
  /** The wall clock, milliseconds since 1970; a test's instead. */
  now?: (() => number) | undefined
  /**
   * Called with every entry of the feed, once it counts: with `retracted` for those who have let letters through. One after the other, in
   * order: a promise is waited for before the next entry is told, and letters are judged meanwhile. What it throws or rejects with goes to
   * `onError`, and the entry is not told again.
   */
  onEntry?: ((entry: FeedEntry) => void | Promise<void>) | undefined
  /**
   * Called when a snapshot has been read, at the beginning and whenever the feed could not be gone on with: entries in between were missed.
   * In order with `onEntry`, and waited for as that is.
   */
  onSnapshot?: (() => void | Promise<void>) | undefined
  /**
   * Called with what went wrong, also with what `onEntry` and `onSnapshot` failed with, as it is. It goes on by itself, and says by
   * `ReplicaStaleError` when it cannot judge.
   */
  onError?: ((error: unknown) => void) | undefined
}

export type OpenReplicaParameters = ReplicaOptions & {
  source: ReplicaSource
  /** Address of the InboxRegistry, which senders' statements are signed for. */
  registry: Address
  paces?: Paces | undefined
}

/** Opens a replica over any source. */
export function openReplica(parameters: OpenReplicaParameters): Replica {
  const { chain, registry, source, paces, tokenInfo = nativeInfo } = parameters
  const { maxStalenessSeconds = 30, blockTimeSeconds, now = Date.now } = parameters
  const { onEntry = ignore, onSnapshot = ignore, onError = ignore } = parameters
  if (!(maxStalenessSeconds > 0)) {
    throw new InvalidParameterError('maxStalenessSeconds', '`maxStalenessSeconds` must be above 0.')
  }
  const controller = new AbortController()
  const signal = parameters.signal
    ? AbortSignal.any([parameters.signal, controller.signal])
    : controller.signal
  const statements = { chainId: Number(chain.slice('eip155:'.length)), registry }
  const facts = { statements, blockTimeSeconds, tokenInfo }
  let isReady = ignore
  const ready = new Promise<void>((resolve, reject) => {
    isReady = resolve
    const close = () => reject(signal.reason)
    if (signal.aborted) close()
    else signal.addEventListener('abort', close, { once: true })
  })
  // Who does not wait for it is not told that it never came.
  ready.catch(ignore)
  const serving = followChain({
    ...{ source, maxStalenessSeconds, signal, now, onEntry, onSnapshot, onError, paces },
    onProgress,
  })

  return {
    ready,
    verify(question) {
      const milliseconds = now()
      const { state, standing } = copy()
      const { asOf, block, timestamp, levels } = standing.check(milliseconds)
      const item = checkedItem(question, chain)
      const seconds = Math.max(Math.floor(milliseconds / 1_000), timestamp)
      const verdict: VerdictItem & { asOf?: AsOf } = judgeLetter(
        state,
        item,
        { block, levels, now: seconds },
        facts,
      )
      verdict.asOf = asOf
      return verdict as VerdictItem & { asOf: AsOf }
    },
    asOf: () => copy().standing.check(now()).asOf,
    close: () => controller.abort(new ReplicaStaleError('it was closed', { maxStalenessSeconds })),
  }

  /** What to judge by. */
  function copy(): Copy {
    const known = signal.aborted ? undefined : serving()
    if (known) return known
    const because = signal.aborted ? 'it was closed' : 'it has not read a whole snapshot yet'
    throw new ReplicaStaleError(because, { maxStalenessSeconds })
  }

  function onProgress(): void {
    try {
      serving()?.standing.check(now())
      if (serving()) isReady()
    } catch {
      // Not yet.
    }
  }
}

function ignore(): void {}

const ether: TokenInfo = { symbol: 'ETH', decimals: 18 }

/** As the API calls the native token of a chain about which it was told nothing else. */
function nativeInfo(token: Address): TokenInfo | undefined {
  return token === zeroAddress ? ether : undefined
}
