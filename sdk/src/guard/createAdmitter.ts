import type { Hex } from 'viem'
import type { Mailing } from '../../../protocol/eip712/postOffice.ts'
import type { ContractsOption, PennypostClient } from '../chain/client.ts'
import { ContractRefusalError } from '../errors/ContractRefusalError.ts'
import { PennypostError } from '../errors/PennypostError.ts'
import { admitMailings, admitStamps } from './admitPostage.ts'
import { createWaiters } from './createWaiters.ts'
import type { LetterStore } from './letterStore.ts'
import type { Unadmitted } from './unadmitted.ts'
import { postageIdOf } from './unadmitted.ts'

export type CreateAdmitterParameters = ContractsOption & {
  /** With the relay's operator account, which pays the gas and earns the carriage. Nothing else may send by it meanwhile. */
  client: PennypostClient
  /** The guard's. */
  store: LetterStore
  /** The whole of a mailing by its id, as of `mailingsOf(api)`. Without it the carriage of mailings is not earned. */
  mailing?: ((mailingId: Hex) => Promise<Mailing>) | undefined
  /** How long postage is gathered before it is admitted together; 60 s. */
  intervalSeconds?: number | undefined
  /** Most stamps of one transaction: 200, which take 2.3 million gas. Of mailings it is 128. */
  maxBatch?: number | undefined
  /** Told of each transaction that was mined, and what it has admitted. */
  onAdmitted?: ((admitted: AdmittedPostage) => void) | undefined
  /** Told of what went wrong; what was not admitted is tried again at the next interval. */
  onError?: ((error: unknown) => void) | undefined
}

/** What one transaction has admitted. */
export type AdmittedPostage = {
  /** Of stamps or of mailings. */
  postageIds: readonly Hex[]
  /** Its hash. */
  transaction: Hex
}

/** Earns the carriage of letters that were taken in, many in one transaction. */
export type Admitter = {
  /** Whether it was given what it takes to admit mailings. One that does not say is trusted to. */
  canAdmitMailings?: boolean | undefined
  /** Tells that the store has another. One that ends soon is admitted at once. */
  notice(postage: Unadmitted): void
  /**
   * Has postage admitted with the very next transaction. It need not be in the store.
   *
   * @returns Hash of the transaction, once it is mined.
   * @throws {ContractRefusalError} It cannot be admitted.
   * @throws {PennypostError} The admitter was stopped before it came to this postage: nothing was sent for it.
   */
  admitNow(postage: Unadmitted): Promise<Hex>
  /** Admits all that the store has; nothing once it is stopped. Does not throw. */
  flush(): Promise<void>
  /**
   * Stops once what is under way is done, and sends nothing after that. What is left stays in the store; who waits by `admitNow` for what
   * was not begun is refused, and so is whoever asks later.
   */
  stop(): Promise<void>
}

/** For how long postage that is not on the chain is left alone: a reorg has undone it, and it may yet come again. */
const postponedSeconds = 120

/**
 * Makes an admitter. What a former one has left in the store is admitted with the first batch. A store is for one admitter at a time.
 *
 * Postage that turns out not to be on the chain, as after a reorg, it has the store hold its letters back for, until it can be admitted.
 *
 * @example
 * const admitter = createAdmitter({ client, store, mailing: mailingsOf(api) })
 */
export function createAdmitter(parameters: CreateAdmitterParameters): Admitter {
  const { store, intervalSeconds = 60, maxBatch = 200, onError = () => {} } = parameters
  const waiters = createWaiters()
  let isStopped = false
  let isQueued = false
  let underWay: Promise<void> = Promise.resolve()
  const timer = setInterval(() => void flush(), intervalSeconds * 1_000)

  /** One batch at a time: two would carry the same stamps, or fight for a nonce. */
  function flush(): Promise<void> {
    if (isQueued) return underWay
    isQueued = true
    underWay = underWay.then(async () => {
      isQueued = false
      try {
        while (!isStopped && (await admitSome())) {
          // Until nothing is left.
        }
      } catch (error) {
        onError(error)
      }
    })
    return underWay
  }

  /** @returns Whether there may be more. */
  async function admitSome(): Promise<boolean> {
    const urgent = waiters.list()
    try {
      const kept = await store.listUnadmitted(maxBatch)
      const batch = distinct([...urgent, ...kept]).slice(0, maxBatch)
      const options = { ...parameters, onAdmitted, onRefused }
      await admitStamps(batch, options)
      await admitMailings(batch, options)
      return kept.length === maxBatch || waiters.list().length > 0
    } catch (error) {
      for (const postage of urgent) waiters.reject(postageIdOf(postage), error)
      throw error
    }
  }

  async function onAdmitted(postageIds: readonly Hex[], hash: Hex): Promise<void> {
    for (const id of postageIds) waiters.resolve(id, hash)
    await store.settleUnadmitted(postageIds)
    await Promise.all(postageIds.map((id) => store.restore(id)))
    try {
      parameters.onAdmitted?.({ postageIds, transaction: hash })
    } catch (error) {
      // It is admitted all the same.
      onError(error)
    }
  }

  async function onRefused(postageId: Hex, error: unknown, mayCome: boolean): Promise<void> {
    waiters.reject(postageId, error)
    if (!mayCome) {
      // It was answered or ended, and so is on the chain, also where it was held back before.
      if (isNotPending(error)) await store.restore(postageId)
      return await store.settleUnadmitted([postageId])
    }
    await store.postponeUnadmitted([postageId], postponedSeconds)
    // A reorg that comes before the feed has told of the postage is told of by nobody else.
    if (error instanceof ContractRefusalError) await store.retract(postageId)
  }

  return {
    canAdmitMailings: parameters.mailing !== undefined,
    notice({ expiresAt }) {
      if (expiresAt < Date.now() / 1_000 + 2 * intervalSeconds) void flush()
    },
    admitNow(postage) {
      if (isStopped) return Promise.reject(stopped())
      const mined = waiters.add(postage)
      void flush()
      return mined
    },
    flush,
    async stop() {
      isStopped = true
      clearInterval(timer)
      await underWay
      waiters.rejectAll(stopped())
    },
  }
}

function stopped(): PennypostError {
  return new PennypostError('The admitter is stopped. Nothing was sent for this postage.')
}

function distinct(postages: readonly Unadmitted[]): Unadmitted[] {
  return [...new Map(postages.map((postage) => [postageIdOf(postage), postage])).values()]
}

function isNotPending(error: unknown): boolean {
  return error instanceof ContractRefusalError && error.errorName.endsWith('NotPending')
}
