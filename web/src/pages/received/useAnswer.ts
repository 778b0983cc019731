import { useState } from 'react'
import type { Act } from '../../acts/Act.ts'
import { useAct } from '../../acts/useAct.ts'
import { useWallet } from '../../wallet/useWallet.ts'
import type { Answered } from './answerReceived.ts'
import type { Answer, Received } from './Received.ts'

export type UseAnswerParameters = {
  answer: Answer
  items: readonly Received[]
  done(answered: Answered): string
  /** With what was given at the click. */
  onDone?: ((items: readonly Received[], answered: Answered) => void) | undefined
}

/** How far a long answer is. */
export type AnswerProgress = { done: number; total: number }

/** Collects or returns what is given at the click. */
export function useAnswer(
  parameters: UseAnswerParameters,
): Act & { progress: AnswerProgress | undefined; answering: readonly Received[] } {
  const { answer, items, done, onDone } = parameters
  const { canBatch } = useWallet()
  const [progress, setProgress] = useState<AnswerProgress>()
  const [answering, setAnswering] = useState<readonly Received[]>([])
  const act = useAct<Answered>({
    async run(context) {
      setProgress({ done: 0, total: items.length })
      setAnswering(items)
      const onProgress = (done: number, total: number) => setProgress({ done, total })
      const { answerReceived } = await import('./answerReceived.ts')
      return await answerReceived(context, { answer, items, canBatch, onProgress })
    },
    done,
    onDone: (answered) => onDone?.(items, answered),
  })
  const isOn = act.isBusy
  return { ...act, progress: isOn ? progress : undefined, answering: isOn ? answering : [] }
}
