import type { Hex } from 'viem'
import { useChain } from '../../config/useChain.ts'
import { useEntries } from '../../storage/useEntries.ts'
import type { KeptMailing } from './mailingStore.ts'
import { keyOfMailing, mailingStore } from './mailingStore.ts'

/** A mailing of this browser; `null`: it is none. Undefined until that is known. */
export function useKeptMailing(mailingId: Hex): {
  kept: KeptMailing | null | undefined
  problem: Error | undefined
} {
  const { caip2 } = useChain()
  const key = keyOfMailing({ chain: caip2, mailingId })
  const { entries, problem } = useEntries(mailingStore, key)
  const [entry] = entries ?? []
  return { kept: entries && (entry?.[1] ?? null), problem }
}
