import { TransactionFailedError } from '@pennypost/sdk'
import type { Address, Hash } from 'viem'
import type { Config } from 'wagmi'
import { connectionOf } from '../wallet/connectionOf.ts'
import { WalletChangedError } from '../wallet/WalletChangedError.ts'
import type { WalletWatcher } from '../wallet/walletTransport.ts'
import type { ActContext } from './ActContext.ts'
import { noteGoneOut } from './mayHaveGoneOut.ts'
import type { Surroundings } from './Surroundings.ts'
import { sendPlanned } from './sendPlanned.ts'
import type { Trail } from './trail.ts'

type Parameters<result> = Pick<Surroundings, 'config' | 'chain' | 'wallet' | 'report'> & {
  run(context: ActContext): Promise<result>
  /** Is told what was sent, and where it is. */
  trail: Trail
}

/**
 * Runs what an act does, with a client that tells how far it is.
 *
 * @throws {WalletChangedError} The wallet is not, or no longer, the one that it began with.
 */
export async function runAct<result>(parameters: Parameters<result>): Promise<result> {
  const { config, chain, wallet, run, trail } = parameters
  const asking: Asking = { now: false }
  let isOver = false
  // A wallet may answer after its act has ended, and that is of no act any more.
  const report: Surroundings['report'] = (event) => {
    if (!isOver) parameters.report(event)
  }
  const client = await wallet.client(watcherOf({ report, trail }, asking))
  const account = client.account.address
  const leaving = watchLeaving(config, account, asking)
  let steps = 0
  const context: ActContext = {
    ...{ client, account, chain, signal: leaving.signal },
    step(label) {
      steps += 1
      report({ is: 'step', label })
    },
    async send(calls) {
      const first = steps
      steps += calls.length
      report({ is: 'plan', labels: calls.map(({ label }) => label) })
      return await sendPlanned(client, {
        ...{ calls, contracts: chain.contracts, canBatch: wallet.canBatch },
        watcher: {
          onChecking: () => report({ is: 'state', state: 'checking' }),
          onCalls: (from, count, state) => report({ is: 'mark', from: first + from, count, state }),
        },
      })
    },
  }
  try {
    return await Promise.race([run(context), leaving.gone])
  } catch (error) {
    // Sent, and not seen in a block: whatever was thrown, that is what matters.
    if (trail.hash === undefined || error instanceof TransactionFailedError) throw error
    return await noteGoneOut(Promise.reject<result>(error))
  } finally {
    isOver = true
    leaving.stop()
  }
}

/** Whether the person is being asked. */
type Asking = { now: boolean }

/** What the wallet is asked is what the act is at. */
function watcherOf(
  { report, trail }: Pick<Parameters<unknown>, 'report' | 'trail'>,
  asking: Asking,
): WalletWatcher {
  return {
    onAsk() {
      asking.now = true
      report({ is: 'state', state: 'asking' })
    },
    onAnswer(method, answer) {
      asking.now = false
      if (answer === undefined || !/send(Calls|Transaction)/.test(method)) {
        report({ is: 'state', state: 'checking' })
        return
      }
      report({ is: 'state', state: 'mining' })
      if (typeof answer !== 'string' || method === 'wallet_sendCalls') return
      trail.hash = answer as Hash
      report({ is: 'sent', hash: trail.hash })
    },
    onMined(hash, blockNumber) {
      if (hash === trail.hash) trail.hash = undefined
      if (blockNumber > (trail.blockNumber ?? 0n)) trail.blockNumber = blockNumber
    },
  }
}

/** Ends an act whose wallet has gone: it may never answer. */
function watchLeaving(config: Config, account: Address, asking: Asking) {
  const connector = connectionOf(config)?.connector.uid
  const leaving = new AbortController()
  const stop = config.subscribe(
    () => connectionOf(config)?.connector.uid,
    (now) => {
      if (now !== connector) leaving.abort(new WalletChangedError(account, 'gone'))
    },
  )
  const gone = new Promise<never>((_, reject) => {
    leaving.signal.addEventListener('abort', () => {
      const thrown = Promise.reject<never>(leaving.signal.reason)
      // What it is being asked may still be answered, and then goes out unseen.
      ;(asking.now ? noteGoneOut(thrown) : thrown).catch(reject)
    })
  })
  // It may come when nobody waits for it any more.
  gone.catch(() => undefined)
  return { signal: leaving.signal, gone, stop }
}
