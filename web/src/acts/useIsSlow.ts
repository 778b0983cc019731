import { useEffect, useState } from 'react'

/** Milliseconds after which something is said to be slow. */
const patience = 15_000

/** Whether something has been as it is for so long that the person may wonder. */
export function useIsSlow(state: string): boolean {
  const [slow, setSlow] = useState<string>()
  useEffect(() => {
    setSlow(undefined)
    const timer = setTimeout(() => setSlow(state), patience)
    return () => clearTimeout(timer)
  }, [state])
  return slow === state
}
