import type { ReactNode } from 'react'
import { useEffect, useMemo, useState } from 'react'
import { useSearch } from 'wouter'
import { loadSite } from './loadSite.ts'
import { SiteProblem } from './SiteProblem.tsx'
import { scopedChain } from './scopedChain.ts'
import type { SiteConfig } from './siteConfig.ts'
import { siteContext } from './siteContext.ts'

type Loaded = { site?: SiteConfig | undefined; error?: unknown }

/**
 * Fetches `config.json`, and hands down what it says and which chain the url names. Nothing is shown
 * before; a configuration that cannot be used is a page that says what is wrong with it.
 */
export function SiteProvider({ children }: { children: ReactNode }): ReactNode {
  const [{ site, error }, setLoaded] = useState<Loaded>({})
  useEffect(() => {
    const ends = new AbortController()
    loadSite(ends.signal).then(
      (loaded) => setLoaded({ site: loaded }),
      (reason: unknown) => ends.signal.aborted || setLoaded({ error: reason }),
    )
    return () => ends.abort()
  }, [])
  if (site) return <SiteScope site={site}>{children}</SiteScope>
  if (error === undefined) return null
  return (
    <SiteProblem title="This site is not set up rightly">
      <p>
        Whoever runs it has to see to its <code>config.json</code>:
      </p>
      <pre>{error instanceof Error ? error.message : String(error)}</pre>
      <p>
        <button type="button" onClick={() => location.reload()}>
          Try again
        </button>
      </p>
    </SiteProblem>
  )
}

function SiteScope({ site, children }: { site: SiteConfig; children: ReactNode }): ReactNode {
  const named = new URLSearchParams(useSearch()).get('chain')
  const chains = useMemo(() => site.chains.map(scopedChain), [site])
  const chain = named === null ? chains[0] : chains.find(({ caip2 }) => caip2 === named)
  const scope = useMemo(() => chain && { site, chains, chain }, [site, chains, chain])
  if (scope) return <siteContext.Provider value={scope}>{children}</siteContext.Provider>
  return (
    <SiteProblem title="This site does not know the chain">
      <p>
        The url names <code>{named}</code>. Go on with one that is known here:
      </p>
      <ul>
        {chains.map(({ caip2, name }) => (
          <li key={caip2}>
            <a href={`?chain=${caip2}`}>{name}</a>
          </li>
        ))}
      </ul>
    </SiteProblem>
  )
}
