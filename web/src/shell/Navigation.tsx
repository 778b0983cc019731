import type { ReactNode } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import styles from './Navigation.module.css'

const places = [
  { path: '/inbox', label: 'Inbox' },
  { path: '/received', label: 'Received' },
  { path: '/write', label: 'Write' },
  { path: '/mailing', label: 'Mailing' },
  { path: '/balance', label: 'Balance' },
  { path: '/explore', label: 'Explore' },
  { path: '/relays', label: 'Relays' },
] as const

/** The site's main places. The one that is shown is marked; the chain of the url stays. */
export function Navigation({ id }: { id: string }): ReactNode {
  const [path] = useLocation()
  const chain = new URLSearchParams(useSearch()).get('chain')
  const kept = chain === null ? '' : `?chain=${chain}`
  return (
    <nav id={id} aria-label="Main" className={styles.navigation}>
      <ul className={styles.places}>
        {places.map((place) => (
          <li key={place.path}>
            <Link
              href={`${place.path}${kept}`}
              className={styles.place}
              aria-current={
                path === place.path
                  ? 'page'
                  : path.startsWith(`${place.path}/`)
                    ? 'true'
                    : undefined
              }
            >
              {place.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
