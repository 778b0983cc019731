import { useCallback, useState } from 'react'
import { useLocation, useSearch } from 'wouter'

export type OpenRows = { isOpen(id: string): boolean; toggle(id: string): void }

/** Which letters are open. The url names the one that was opened last (`?letter=`), and that one is open when the page is loaded. */
export function useOpenRows(): OpenRows {
  const search = useSearch()
  const [path, navigate] = useLocation()
  const [open, setOpen] = useState<ReadonlySet<string>>(() => {
    const named = new URLSearchParams(search).get('letter')
    return new Set(named ? [named.toLowerCase()] : [])
  })
  const toggle = useCallback(
    (id: string) => {
      const next = new Set(open)
      if (!next.delete(id)) next.add(id)
      setOpen(next)
      const query = new URLSearchParams(search)
      if (next.has(id)) query.set('letter', id)
      else query.delete('letter')
      const text = query.toString().replaceAll('%3A', ':')
      navigate(text ? `${path}?${text}` : path, { replace: true })
    },
    [open, search, path, navigate],
  )
  return { isOpen: (id) => open.has(id), toggle }
}
