import type { ComponentType, ReactNode } from 'react'
import { createContext, createElement, lazy, startTransition, use, useReducer } from 'react'
import { ErrorNotice } from './ErrorNotice.tsx'

/** Fetches the part around once more. */
const Retry = createContext(() => {})

/**
 * A part of a page that is fetched when it is first rendered; until then it suspends. Where it cannot be fetched, a notice in its place
 * says so and offers to try again: the rest of the page stays, and what was typed into it.
 *
 * @param load - Fetches it; called again at each try.
 *
 * @example
 * const Confirm = lazyPart(() => import('./Confirm.tsx').then((part) => part.Confirm))
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const begin = () => lazy(async () => ({ default: await load().catch(() => NotFetched) }))
  let part = begin()
  // biome-ignore lint/correctness/noComponentHookFactories: it is made once, where `lazy` would make one.
  return function LazyPart(props: Props): ReactNode {
    const [, render] = useReducer((tries: number) => tries + 1, 0)
    const retry = () =>
      startTransition(() => {
        part = begin()
        render()
      })
    return <Retry value={retry}>{createElement<Props>(part as ComponentType<Props>, props)}</Retry>
  }
}

function NotFetched(): ReactNode {
  return (
    <ErrorNotice
      error="The connection may be gone. If it stays so, the page has a newer version: load it again."
      title="This part of the page did not come"
      onRetry={use(Retry)}
    />
  )
}
