import { useEffect, useState } from 'react'
import type { Problem } from '../../acts/Problem.ts'
import { useChain } from '../../config/useChain.ts'
import { useWallet } from '../../wallet/useWallet.ts'

type Told = Pick<Problem, 'title' | 'sentence'>

/** What went wrong with a letter, in a title and a sentence, once the words are fetched; undefined: nothing. */
export function useLetterProblem(error: unknown): Told | undefined {
  const chain = useChain()
  const { name: walletName, address } = useWallet()
  const [told, setTold] = useState<{ error: unknown; problem: Told | undefined }>()
  useEffect(() => {
    if (error === undefined) return
    let isOver = false
    const tell = async () => {
      const problem = await wordsFor(error, { chain, walletName, address })
      if (!isOver) setTold({ error, problem })
    }
    void tell()
    return () => {
      isOver = true
    }
  }, [error, chain, walletName, address])
  return error !== undefined && told?.error === error ? told?.problem : undefined
}

type Facts = Parameters<typeof import('./letterProblemOf.ts').letterProblemOf>[1]

async function wordsFor(error: unknown, facts: Facts): Promise<Told | undefined> {
  const words = await import('./letterProblemOf.ts').catch(() => undefined)
  if (words) return words.letterProblemOf(error, facts)
  return {
    title: 'That did not work',
    sentence: error instanceof Error ? error.message : String(error),
  }
}
