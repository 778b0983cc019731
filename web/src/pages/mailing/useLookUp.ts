import { useCallback, useEffect, useRef, useState } from 'react'
import type { FoundList } from './FoundList.ts'
import type { LookUpListParameters } from './lookUpList.ts'
import { useMailingContext } from './useMailingContext.ts'

export type LookUp =
  | { state: 'idle' }
  | { state: 'busy'; label: string; done: number; total: number }
  | { state: 'done'; list: FoundList }
  /** `isList`: what was typed has to be changed; else it was not its fault. */
  | { state: 'failed'; isList: boolean; error: string }

/** Reads a list and looks its recipients up: who they are, and what to seal for. */
export function useLookUp() {
  const context = useMailingContext()
  const [lookUp, setLookUp] = useState<LookUp>({ state: 'idle' })
  const ends = useRef<AbortController>(undefined)
  useEffect(() => () => ends.current?.abort(), [])

  const start = useCallback(
    async (text: string, common: string) => {
      ends.current?.abort()
      const run = new AbortController()
      ends.current = run
      const { signal } = run
      const tell = (news: LookUp) => {
        if (!signal.aborted) setLookUp(news)
      }
      const task: LookUpListParameters['task'] = (label, total) => {
        tell({ state: 'busy', label, done: 0, total })
        return (done) => tell({ state: 'busy', label, done, total })
      }
      try {
        task('Reading the list', 1)
        const { lookUpList } = await import('./lookUpList.ts')
        const found = await lookUpList(context, { text, common, signal, task })
        if ('fault' in found) tell({ state: 'failed', isList: true, error: found.fault })
        else tell({ state: 'done', list: found.list })
      } catch (error) {
        const sentence = error instanceof Error ? error.message : String(error)
        tell({ state: 'failed', isList: false, error: sentence })
      }
    },
    [context],
  )
  const reset = useCallback(() => {
    ends.current?.abort()
    setLookUp({ state: 'idle' })
  }, [])
  return { lookUp, start, reset }
}
