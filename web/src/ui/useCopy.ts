import { useEffect, useState } from 'react'
import { useToast } from './useToast.ts'

/** Copies a text; `hasCopied` for two seconds after. Where the browser forbids it, a toast says so. */
export function useCopy(text: string): { hasCopied: boolean; copy(): void } {
  const { warn } = useToast()
  const [copiedAt, setCopiedAt] = useState<number>()
  useEffect(() => {
    if (copiedAt === undefined) return
    const timer = setTimeout(() => setCopiedAt(undefined), 2000)
    return () => clearTimeout(timer)
  }, [copiedAt])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopiedAt(Date.now())
    } catch {
      warn('The browser does not let this page copy. Select the text and copy it by hand.')
    }
  }
  return { hasCopied: copiedAt !== undefined, copy: () => void copy() }
}
