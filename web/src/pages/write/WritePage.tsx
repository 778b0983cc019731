import type { ReactNode } from 'react'
import { Suspense, useState } from 'react'
import type { Hex } from 'viem'
import { useLocation, useSearchParams } from 'wouter'
import { useOwnLetters } from '../../letters/useOwnLetters.ts'
import { useResumedLetters } from '../../letters/useResumedLetters.ts'
import { Loading } from '../../ui/Loading.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { useChainHref } from '../../ui/useChainHref.ts'
import { Composer } from './Composer.tsx'
import { writeDraft } from './draft.ts'

const LetterView = lazyPart(() => import('./LetterView.tsx').then((part) => part.LetterView))

/** Writes a letter to anybody, and shows what became of those that were written here. */
export function WritePage(): ReactNode {
  const [search] = useSearchParams()
  const [, navigate] = useLocation()
  const base = useChainHref('/write')
  const own = useOwnLetters()
  const [failure, setFailure] = useState<unknown>()
  useResumedLetters(own.letters)

  const to = search.get('to') ?? ''
  const shown = search.get('letter')
  const open = (query: Record<string, string>, replace: boolean) =>
    navigate(withQuery(base, query), { replace })

  if (shown)
    return (
      <Suspense fallback={<Loading label="Looking for the letter" />}>
        <LetterView
          key={shown}
          letterHash={shown as Hex}
          letters={own.letters}
          problem={own.problem}
          onDropped={(letter, error) => {
            setFailure(error)
            open({ to: letter.to }, true)
          }}
          onAnew={(letter) => {
            writeDraft({ to: letter.to, text: letter.text })
            setFailure(undefined)
            open({ to: letter.to }, false)
          }}
        />
      </Suspense>
    )
  return (
    <Composer
      key={base}
      to={to}
      letters={own.letters}
      storageProblem={own.problem}
      failure={failure}
      onTo={(recipient) => open(recipient ? { to: recipient } : {}, true)}
      onSending={({ letterHash }) => {
        setFailure(undefined)
        open({ letter: letterHash }, false)
      }}
    />
  )
}

/** Adds to what the address says already, such as the chain. */
function withQuery(href: string, query: Record<string, string>): string {
  const [path = '', before] = href.split('?', 2)
  const joined = new URLSearchParams(before)
  for (const [name, value] of Object.entries(query)) joined.set(name, value)
  const text = joined.toString().replaceAll('%3A', ':')
  return text ? `${path}?${text}` : path
}
