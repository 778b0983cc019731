import type { EncryptionKey } from '@pennypost/sdk/letters'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Hex } from 'viem'
import type { LineProblem } from '../../input/csvRecipients.ts'
import { createBreather } from './createBreather.ts'
import type { AddressedLetter } from './lookUpInboxes.ts'
import type { MailingContext, OnProgress } from './MailingContext.ts'
import { useMailingContext } from './useMailingContext.ts'

/** A list whose recipients were looked up. */
export type FoundList = {
  /** Those whose inbox is found, and has a key to seal for: not all of them need want what the mailing offers. */
  letters: readonly AddressedLetter[]
  problems: readonly LineProblem[]
  keys: ReadonlyMap<Hex, readonly EncryptionKey[]>
  unused: readonly string[]
  /** How many lines get the letter for all. */
  common: number
  /** Of this look-up: no other has it. */
  id: number
}

export type LookUp =
  | { state: 'idle' }
  | { state: 'busy'; label: string; done: number; total: number }
  | { state: 'done'; list: FoundList }
  /** `isList`: what was typed has to be changed; else it was not its fault. */
  | { state: 'failed'; isList: boolean; error: string }

type Task = (label: string, total: number) => OnProgress

let lookUps = 0

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
      const tell = (news: LookUp) => {
        if (!run.signal.aborted) setLookUp(news)
      }
      const task: Task = (label, total) => {
        tell({ state: 'busy', label, done: 0, total })
        return (done) => tell({ state: 'busy', label, done, total })
      }
      try {
        tell({ state: 'busy', label: 'Reading the list', done: 0, total: 1 })
        tell(await read(context, { text, common, signal: run.signal, task }))
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

async function read(
  context: MailingContext,
  {
    text,
    common,
    signal,
    task,
  }: {
    text: string
    common: string
    signal: AbortSignal
    task: Task
  },
): Promise<LookUp> {
  const { csvRecipients } = await import('../../input/csvRecipients.ts')
  const listed = await csvRecipients(text, common, createBreather(signal))
  if (listed.letters === undefined) return { state: 'failed', isList: true, error: listed.fault }
  const { letters, problems, unused } = listed
  const { lookUpInboxes } = await import('./lookUpInboxes.ts')
  const found = await lookUpInboxes(
    context,
    letters,
    task('Looking up the inboxes', letters.length),
  )
  const inboxIds = [...new Set(found.letters.map(({ inboxId }) => inboxId))]
  const onProgress = task('Fetching their keys', inboxIds.length)
  const { readKeys } = await import('./readKeys.ts')
  const keys = await readKeys(context, inboxIds, { signal, onProgress })
  const hasKey = ({ inboxId }: AddressedLetter) => (keys.get(inboxId)?.length ?? 0) > 0
  const keyless = found.letters
    .filter((letter) => !hasKey(letter))
    .map(({ line, recipient }) => ({
      ...{ line, recipient },
      reason: 'This inbox has no key to seal a letter for.',
    }))
  lookUps += 1
  const sealable = found.letters.filter(hasKey)
  const list: FoundList = {
    letters: sealable,
    problems: [...problems, ...found.problems, ...keyless],
    common: sealable.filter((letter) => letter.text === common).length,
    ...{ keys, unused, id: lookUps },
  }
  return { state: 'done', list }
}
