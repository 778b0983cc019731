import { useEffect, useRef } from 'react'
import type { Answer, Received } from './Received.ts'

type UnderWay = { answer: Answer; ids: ReadonlySet<string> }

/** Tells which stakes are being answered, whenever that changes. */
export function useUnderWay(
  answering: Readonly<Record<Answer, readonly Received[]>>,
  tell: (underWay: UnderWay | undefined) => void,
): void {
  const latest = useRef(tell)
  useEffect(() => {
    latest.current = tell
  })
  const answer: Answer = answering.collect.length > 0 ? 'collect' : 'return'
  const key = answering[answer].map(({ id }) => id).join()
  useEffect(() => {
    latest.current(key === '' ? undefined : { answer, ids: new Set(key.split(',')) })
  }, [answer, key])
}
