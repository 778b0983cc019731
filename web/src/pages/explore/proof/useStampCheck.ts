import { useEffect, useState } from 'react'
import type { Hex } from 'viem'
import { useApiClient } from '../../../api/useApiClient.ts'
import { useFeed } from '../../../api/useFeed.ts'
import { useChain } from '../../../config/useChain.ts'
import type { CheckRun, RunCheckParameters } from './runCheck.ts'
import type { CheckStep } from './StampCheck.ts'
import { useCheckingNodes } from './useCheckingNodes.ts'

export type RunningCheck = {
  /** Whose node is asked, or has said. */
  nodeName: string
  /** Where it is; `undefined`: it has ended. */
  under?: CheckStep | undefined
  check?: CheckRun | undefined
  /** What kept it from being looked at at all, such as an API that is gone. */
  error?: unknown
}

type State = Omit<RunningCheck, 'nodeName'>

/** Checks a stamp once it is shown, and again whenever its state changes. What checks is fetched for it. */
export function useStampCheck(
  stampId: Hex,
  told: RunCheckParameters['told'],
  refetch: RunCheckParameters['refetch'],
): RunningCheck & { again(): void } {
  const api = useApiClient()
  const { id: chainId, contracts } = useChain()
  const nodes = useCheckingNodes()
  const feed = useFeed()
  const [count, setCount] = useState(0)
  const [state, setState] = useState<State>({ under: 'answer' })
  // A new block alone changes nothing of the stamp.
  const shown = JSON.stringify(told.stamp)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `shown` stands for `told`, `count` asks again
  useEffect(() => {
    const ends = new AbortController()
    const { signal } = ends
    const tell = (next: State) => {
      if (!signal.aborted) setState(next)
    }
    tell({ under: 'answer' })
    import('./runCheck.ts')
      .then(({ runCheck }) =>
        runCheck({
          ...{ stampId, told, nodes, chainId, contracts, refetch, signal },
          readProof: () => api.getStampProof({ stampId }, { signal }),
          onStep: (under) => tell({ under }),
        }),
      )
      .then(
        (check) => tell({ check }),
        (error: unknown) => tell({ error }),
      )
    return () => ends.abort()
  }, [api, chainId, contracts, nodes, stampId, shown, count])

  // What could not be looked at may be, once the API or the node is back.
  const isOpen = state.error !== undefined || state.check?.outcome === 'unknown'
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each block, and when the feed is back
  useEffect(() => {
    if (isOpen) setCount((number) => number + 1)
  }, [feed.state, feed.blockNumber])

  return {
    ...state,
    nodeName: state.check?.nodeName ?? nodes[0]?.name ?? '',
    again: () => setCount((number) => number + 1),
  }
}
