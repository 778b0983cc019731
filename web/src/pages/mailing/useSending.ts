import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Address, Hex } from 'viem'
import { relaySentence } from '../../relays/relaySentence.ts'
import type { MailingContext } from './MailingContext.ts'
import type { KeptMailing } from './mailingStore.ts'
import { lettersOf, noteMailing, noteSent, sentOf } from './mailingStore.ts'
import { readBatch } from './readBatch.ts'
import type { RefusedMail } from './sendAllMail.ts'
import { useMailingContext } from './useMailingContext.ts'
import { withMailingLock } from './withMailingLock.ts'

/** Where letters go. */
export type MailRelay = { relay: Address; url: string }

export type Sending = {
  state: 'idle' | 'running' | 'stopped'
  /** Letters that are with the relay, those of before with them. */
  sent: number
  refused: readonly RefusedMail[]
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
      const onProgress = (sent: number, refused: readonly RefusedMail[]) =>
        setProgress({ state: 'running', sent, refused: [...refused] })
      try {
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

async function sendRest(
  context: MailingContext,
  kept: KeptMailing,
  {
    to,
    signal,
    onProgress,
  }: {
    to: MailRelay
    signal: AbortSignal
    onProgress(sent: number, refused: readonly RefusedMail[]): void
  },
): Promise<readonly RefusedMail[]> {
  const { mailingId, mailing } = kept
  const letters = await lettersOf(kept)
  const before = await sentOf({ mailingId, count: mailing.count, relay: to.relay })
  const unsent = letters.flatMap(({ body }, index) => (body && !before.has(index) ? [index] : []))
  const arrived = await collectedOf(context, mailingId, unsent)
  await noteSent(mailingId, new Map([...arrived].map((index) => [index, { relay: to.relay }])))
  const due = unsent.filter((index) => !arrived.has(index))
  const { treeOf } = await import('./treeOf.ts')
  const tree = await treeOf(letters, signal)
  let noted = before.size + arrived.size
  const first = noted
  onProgress(noted, [])
  const { sendAllMail } = await import('./sendAllMail.ts')
  const refused = await sendAllMail(context, {
    ...{ head: kept, letters, due, tree, ...to, signal },
    async note(mails) {
      await noteSent(mailingId, mails)
      noted += mails.size
      await noteMailing(kept, { sent: noted })
    },
    onProgress: (sent, refused) => onProgress(first + sent, refused),
  })
  await noteMailing(kept, { sent: noted })
  return refused
}

/** Of these letters those whose stake was collected: a relay would not carry them again. */
async function collectedOf(
  context: MailingContext,
  mailingId: Hex,
  indexes: readonly number[],
): Promise<ReadonlySet<number>> {
  const answers = await readBatch(context, {
    ...{ contract: 'PostOffice', functionName: 'isMailCollected' },
    args: indexes.map((index) => [mailingId, index]),
  })
  return new Set(indexes.filter((_, place) => answers[place] === true))
}
