import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { relaySentence } from '../../relays/relaySentence.ts'
import type { KeptMailing } from './mailingStore.ts'
import type { MailRelay, RefusedLetter } from './sendRest.ts'
import { useMailingContext } from './useMailingContext.ts'
import { withMailingLock } from './withMailingLock.ts'

export type Sending = {
  state: 'idle' | 'running' | 'stopped'
  /** Letters that are with the relay, those of before with them. */
  sent: number
  refused: readonly RefusedLetter[]
  /** A sentence. */
  problem?: string | undefined
  start(to: MailRelay): void
  stop(): void
}

type Progress = Pick<Sending, 'state' | 'refused' | 'problem'> & {
  /** Undefined: as the store has it. */
  sent: number | undefined
}

const idle: Progress = { state: 'idle', sent: undefined, refused: [] }

/** Sends what is not yet sent of a mailing; what was, stays noted, whatever happens. Only one tab does so at a time. */
export function useSending(kept: KeptMailing): Sending {
  const context = useMailingContext()
  const queries = useQueryClient()
  const [progress, setProgress] = useState(idle)
  const ends = useRef<AbortController>(undefined)
  useEffect(() => () => ends.current?.abort(), [])

  const start = useCallback(
    async (to: MailRelay) => {
      const run = new AbortController()
      ends.current = run
      const { signal } = run
      setProgress({ ...idle, state: 'running' })
      const onProgress = (sent: number, refused: readonly RefusedLetter[]) =>
        setProgress({ state: 'running', sent, refused })
      try {
        const { sendRest } = await import('./sendRest.ts')
        const done = await withMailingLock(kept.mailingId, () =>
          sendRest(context, kept, { to, signal, onProgress }),
        )
        if (!done) throw new Error('Another tab of this browser is sending it: look there.')
        setProgress({ ...idle, state: 'stopped', refused: done.result })
      } catch (error) {
        const problem = signal.aborted ? undefined : relaySentence(error)
        setProgress(({ refused }) => ({ ...idle, state: 'stopped', refused, problem }))
      }
      await queries.invalidateQueries({ queryKey: ['mailing sent', kept.mailingId] })
    },
    [context, kept, queries],
  )
  return {
    ...progress,
    sent: progress.sent ?? kept.sent,
    start: (to) => void start(to),
    stop: () => ends.current?.abort(),
  }
}
