import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react'
import { useConfig } from 'wagmi'
import { useApiClient } from '../api/useApiClient.ts'
import { useChain } from '../config/useChain.ts'
import { useToast } from '../ui/useToast.ts'
import { useWallet } from '../wallet/useWallet.ts'
import type { Act } from './Act.ts'
import type { ActContext } from './ActContext.ts'
import { actProgress, idle } from './actProgress.ts'
import { loadRunning, preloadRunning } from './loadRunning.ts'
import type { Problem } from './Problem.ts'
import type { Surroundings } from './Surroundings.ts'

export type ActOptions<result> = {
  /** What is done. Throws what goes wrong; that the person said no too. */
  run(context: ActContext): Promise<result>
  /** What is said when it is done: a sentence. */
  done: string | ((result: result) => string)
  /** After the page knows of it. */
  onDone?: ((result: result) => void) | undefined
}

/**
 * Something to do on chain: checks, asks the wallet, waits until it is mined and until the API knows of it, and then has the page show
 * what is true now. It goes on when the page is left, and says in passing how it ended.
 *
 * @example
 * const act = useAct({
 *   run: async ({ send }) => {
 *     await send([plan('Close the door', 'setDoor', { inboxId, door: 'closed' })])
 *   },
 *   done: 'Your door is closed.',
 * })
 * return <><ActButton act={act}>Close the door</ActButton><ActStatus act={act} /></>
 */
export function useAct<result = void>(options: ActOptions<result>): Act {
  const [progress, report] = useReducer(actProgress, idle)
  const around = {
    ...{ options, report, config: useConfig(), chain: useChain(), wallet: useWallet() },
    ...{ api: useApiClient(), queries: useQueryClient(), toast: useToast() },
  }
  // What is started is what the page shows at the click, whatever it renders meanwhile.
  const latest = useRef(around)
  const isRunning = useRef(false)
  const isShown = useRef(true)
  useEffect(() => {
    latest.current = around
  })
  useEffect(() => {
    isShown.current = true
    preloadRunning()
    return () => {
      isShown.current = false
    }
  }, [])

  const surroundings = useCallback(
    (again: () => void): Surroundings => ({
      ...latest.current,
      isShown: () => isShown.current,
      again,
    }),
    [],
  )
  const start = useCallback(() => {
    // The state is only true after the next render, and a second click may come before.
    if (isRunning.current) return
    const { wallet } = latest.current
    if (wallet.status !== 'connected') return wallet.connect()
    if (!wallet.isOnChain)
      return void wallet.switchChain().catch((error) => tell(surroundings(start), error))
    isRunning.current = true
    void perform(surroundings(start), latest.current.options).finally(() => {
      isRunning.current = false
    })
  }, [surroundings])
  const reset = useCallback(() => {
    if (!isRunning.current) report({ is: 'reset' })
  }, [])
  const fail = useCallback(
    (error: unknown) => void tell(surroundings(start), error),
    [surroundings, start],
  )

  const { address } = around.wallet
  const ofWhom = useRef(address)
  useEffect(() => {
    // A wallet that was away and is back is whose problem it was before.
    if (address === undefined || address === ofWhom.current) return
    // What went wrong for one account is no news to another.
    if (ofWhom.current !== undefined) reset()
    ofWhom.current = address
  }, [address, reset])

  return useMemo(
    () => ({ ...progress, isBusy: isBusy(progress.state), start, reset, fail }),
    [progress, start, reset, fail],
  )
}

function isBusy(state: Act['state']): boolean {
  return state !== 'idle' && state !== 'done' && state !== 'failed'
}

async function perform<result>(around: Surroundings, options: ActOptions<result>): Promise<void> {
  const { report, again } = around
  report({ is: 'start' })
  const running = await loadRunning().catch(() => undefined)
  if (running) await running.performAct(around, options)
  else report({ is: 'failed', problem: unreachable(again) })
}

async function tell(around: Surroundings, error: unknown): Promise<void> {
  const running = await loadRunning().catch(() => undefined)
  if (running) running.tellProblem(around, error)
  else around.report({ is: 'failed', problem: unreachable(around.again) })
}

function unreachable(again: () => void): Problem {
  return {
    title: 'The site does not answer',
    sentence: 'What this needs could not be fetched, and nothing was sent. Are you online?',
    way: { label: 'Try again', run: again },
  }
}
