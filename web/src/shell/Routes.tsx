import type { ReactNode } from 'react'
import { Suspense, useRef } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { useChain } from '../config/useChain.ts'
import { Loading } from '../ui/Loading.tsx'
import { Arrival } from './Arrival.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { pages } from './pages.ts'

/**
 * The page that the url names. A page that fails takes nothing else with it, and one of another
 * chain or thing starts anew.
 */
export function Routes(): ReactNode {
  const [path] = useLocation()
  const { caip2 } = useChain()
  const shown = useRef(path)
  return (
    <ErrorBoundary key={`${caip2} ${path}`}>
      <Suspense fallback={<Loading label="Opening the page …" />}>
        <Switch>
          {pages.map(({ path, page }) => (
            <Route key={path} path={path} component={page} />
          ))}
          <Route component={NotFoundPage} />
        </Switch>
        <Arrival path={path} shown={shown} />
      </Suspense>
    </ErrorBoundary>
  )
}
