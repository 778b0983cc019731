import type { KeyPair } from '@pennypost/sdk'
import { useEffect } from 'react'
import type { Hex } from 'viem'
import { openReceived } from '../letters/openReceived.ts'
import type { ReceivedLetter } from './ReceivedLetter.ts'
import { receivedStore } from './receivedStore.ts'

/** Tries letters again that could not be opened, whenever this browser gets other keys. */
export function useReopened(parameters: {
  chain: { id: number }
  inboxId: Hex | undefined
  entries: readonly (readonly [key: string, letter: ReceivedLetter])[] | undefined
  keys: readonly KeyPair[]
}): void {
  const { chain, inboxId, entries, keys } = parameters
  const closed = entries?.filter(([, { content }]) => content === undefined) ?? []
  const wanted = [...closed.map(([key]) => key), ...keys.map(({ keyId }) => keyId)].join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is wanted says all that matters of letters and keys.
  useEffect(() => {
    if (!inboxId || keys.length === 0) return
    let isOver = false
    const reopen = async () => {
      for (const [key, { sealed, problem }] of closed) {
        const opened = await openReceived({ chainId: chain.id, inboxId, keys, sealed })
        if (isOver || opened.problem === problem) continue
        await receivedStore.update(key, (known) => known && { ...known, ...opened })
      }
    }
    reopen().catch(() => undefined)
    return () => {
      isOver = true
    }
  }, [wanted, inboxId, chain.id])
}
