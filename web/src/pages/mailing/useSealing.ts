import { useCallback, useEffect, useRef, useState } from 'react'
import type { OnProgress } from './MailingContext.ts'
import type { MailingDraft } from './MailingDraft.ts'
import { useMailingContext } from './useMailingContext.ts'
import { useShowMailing } from './useShowMailing.ts'

type State =
  | { state: 'idle' }
  | { state: 'busy'; done: number; total: number }
  | { state: 'failed'; error: unknown }

/** Seals a mailing, keeps it in this browser, and shows it. */
export function useSealing() {
  const context = useMailingContext()
  const show = useShowMailing()
  const [state, setState] = useState<State>({ state: 'idle' })
  const ends = useRef<AbortController>(undefined)
  useEffect(() => () => ends.current?.abort(), [])

  const start = useCallback(
    async (draft: MailingDraft) => {
      ends.current?.abort()
      const run = new AbortController()
      ends.current = run
      const total = draft.letters.length
      // Each letter is one of thousands: the page need not show every one.
      const step = Math.max(1, Math.floor(total / 200))
      const onProgress: OnProgress = (done) => {
        if (done % step === 0 || done === total) setState({ state: 'busy', done, total })
      }
      setState({ state: 'busy', done: 0, total })
      try {
        const { sealMailing } = await import('./sealMailing.ts')
        show(await sealMailing(context, draft, { signal: run.signal, onProgress }))
      } catch (error) {
        setState(run.signal.aborted ? { state: 'idle' } : { state: 'failed', error })
      }
    },
    [context, show],
  )
  return {
    ...state,
    start: (draft: MailingDraft) => void start(draft),
    stop: () => ends.current?.abort(),
  }
}
