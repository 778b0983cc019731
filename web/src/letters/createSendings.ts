import { RelayAnswerError } from '@pennypost/sdk'
import { isRefusal } from '../wallet/isRefusal.ts'
import {
  LetterBusyError,
  LetterRefusedError,
  NoReceiptError,
  PaymentUnsureError,
  SignatureNeededError,
} from './letterProblems.ts'
import type { SendingPhase } from './SendingPhase.ts'
import type { SendContext, sendLetter } from './sendLetter.ts'
import { withLetterLock } from './withLetterLock.ts'

/** How the sending of one letter stands in this tab. */
export type Sending = {
  isRunning: boolean
  phase?: SendingPhase | undefined
  /** What stopped it. */
  error?: unknown
  /** When it is tried again by itself, in milliseconds since 1970. */
  retryAt?: number | undefined
  /** It is certain that nothing was paid, and the letter is not kept any more: its text goes back to where it was written. */
  isDropped?: boolean | undefined
}

/** The letters that this tab is sending, whatever page is shown. */
export type Sendings = {
  /** Takes a letter on; does nothing while it runs. */
  start(key: string, context: Omit<SendContext, 'onPhase' | 'signal'>): void
  /** The same object until something changes. */
  stateOf(key: string): Sending | undefined
  subscribe(onChange: () => void): () => void
  /** Forgets what came of it, and does not try it again. */
  forget(key: string): void
}

/** Milliseconds. */
const firstPause = 3_000
const longestPause = 300_000

export function createSendings(
  send: typeof sendLetter = fetchAndSend,
  lock: typeof withLetterLock = withLetterLock,
): Sendings {
  const states = new Map<string, Sending>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const failures = new Map<string, number>()
  const listeners = new Set<() => void>()
  const set = (key: string, state: Sending | undefined) => {
    if (state) states.set(key, state)
    else states.delete(key)
    for (const listener of listeners) listener()
  }

  async function run(key: string, context: Omit<SendContext, 'onPhase' | 'signal'>) {
    clearTimeout(timers.get(key))
    const before = states.get(key)
    // While it looks again by itself, what it said before stays to be read.
    set(key, { isRunning: true, ...(!context.mayAsk && { error: before?.error }) })
    const { signal } = new AbortController()
    const started = { times: 0 }
    try {
      await lock(key, async () => {
        started.times = (await context.store.get(key))?.postage?.timesAsked ?? 0
        const onPhase = (phase: SendingPhase) =>
          set(key, { ...states.get(key), isRunning: true, phase })
        await send(key, { ...context, signal, onPhase })
      })
      failures.delete(key)
      set(key, undefined)
    } catch (error) {
      if (await isToBeDropped(error)) {
        await context.store.delete(key).catch(() => undefined)
        set(key, { isRunning: false, isDropped: true, ...(!isRefusal(error) && { error }) })
      } else stop(error)
    }

    /** What was not asked of a wallet before, and surely has not gone out now, is not paid. */
    async function isToBeDropped(error: unknown): Promise<boolean> {
      if (error instanceof PaymentUnsureError || error instanceof LetterBusyError) return false
      if (error instanceof SignatureNeededError) return false
      const letter = await context.store.get(key).catch(() => undefined)
      if (!letter || letter.postage?.isPosted || letter.delivery || started.times > 0) return false
      // A relay that did not answer may have taken a free letter in all the same.
      return letter.price !== undefined || !isSilence(error)
    }

    function stop(error: unknown) {
      const pause = isRefusal(error) ? undefined : pauseAfter(error)
      // Tabs that look at the chain in turns are no news.
      const former = error instanceof LetterBusyError && !context.mayAsk ? before?.error : undefined
      const shown = isRefusal(error)
        ? new PaymentUnsureError(undefined, { cause: error })
        : (former ?? error)
      set(key, {
        ...{ isRunning: false, error: shown },
        ...(pause !== undefined && { retryAt: Date.now() + pause }),
      })
      if (pause === undefined) return
      const again = () => void run(key, { ...context, mayAsk: false })
      timers.set(key, setTimeout(again, pause))
    }

    function pauseAfter(error: unknown): number | undefined {
      if (error instanceof LetterRefusedError && !error.mayPass) return undefined
      const isOpen = error instanceof LetterBusyError || error instanceof PaymentUnsureError
      const isUnconfirmed = error instanceof LetterRefusedError || error instanceof NoReceiptError
      const isPassing = isOpen || isUnconfirmed || isSilence(error)
      if (!isPassing) return undefined
      const count = failures.get(key) ?? 0
      failures.set(key, count + 1)
      // The chain is looked at while somebody may stand before the page and wait.
      if (isOpen) return Math.min(firstPause + 250 * count, 4 * firstPause)
      return Math.min(firstPause * 2 ** count, longestPause)
    }
  }

  return {
    start(key, context) {
      if (!states.get(key)?.isRunning) void run(key, context)
    },
    stateOf: (key) => states.get(key),
    subscribe(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
    forget(key) {
      clearTimeout(timers.get(key))
      failures.delete(key)
      set(key, undefined)
    },
  }
}

/** What sends is only fetched when there is something to send. */
async function fetchAndSend(...parameters: Parameters<typeof sendLetter>): Promise<void> {
  const { sendLetter } = await import('./sendLetter.ts')
  await sendLetter(...parameters)
}

/** Whether nobody answered, be it the relay or the node. */
function isSilence(error: unknown): boolean {
  if (error instanceof RelayAnswerError)
    return error.reason === 'unreachable' || error.reason === 'too_slow'
  const { name } = (error ?? {}) as { name?: unknown }
  if (error instanceof TypeError) return /fetch|network|load failed/i.test(error.message)
  return name === 'HttpRequestError' || name === 'TimeoutError'
}
