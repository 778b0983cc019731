import type { ReactNode } from 'react'
import { useFeed } from '../api/useFeed.ts'
import { useChain } from '../config/useChain.ts'
import { useSite } from '../config/useSite.ts'
import { TextLink } from '../ui/TextLink.tsx'
import styles from './Footer.module.css'

const words = {
  connecting: 'Connecting to the index …',
  live: 'Live',
  broken: 'The index is out of reach',
} as const

/** The end of every page: how fresh it is, and what else there is. */
export function Footer(): ReactNode {
  const { name } = useChain()
  const { apiUrl } = useSite()
  const { state, blockNumber } = useFeed()
  return (
    <footer className={styles.footer}>
      <div className={styles.inner}>
        <p className={styles.state} data-state={state}>
          <TextLink href="/status">{words[state]}</TextLink>
          <span>
            {name}
            {blockNumber === undefined ? '' : `, block ${blockNumber.toLocaleString('en')}`}
          </span>
        </p>
        <ul className={styles.links}>
          <li>
            <TextLink href="/status">Status</TextLink>
          </li>
          <li>
            <a href={`${apiUrl}/docs`}>API</a>
          </li>
          <li>
            <TextLink href="/relays">Run a relay</TextLink>
          </li>
        </ul>
      </div>
    </footer>
  )
}
