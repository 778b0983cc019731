import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { Seal } from '../ui/Seal.tsx'
import { WalletButton } from '../wallet/WalletButton.tsx'
import { ChainChoice } from './ChainChoice.tsx'
import styles from './Header.module.css'
import { Navigation } from './Navigation.tsx'
import { ThemeChoice } from './ThemeChoice.tsx'

/** The top of every page: the way home, the main places, the chain, the appearance, the wallet. */
export function Header(): ReactNode {
  const [path] = useLocation()
  const chain = new URLSearchParams(useSearch()).get('chain')
  const [isOpen, setOpen] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it closes when another page is shown
  useEffect(() => setOpen(false), [path])
  useEffect(() => {
    if (!isOpen) return
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && setOpen(false)
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [isOpen])
  return (
    <header className={styles.header} data-open={isOpen}>
      <div className={styles.bar}>
        <Link href={chain === null ? '/' : `/?chain=${chain}`} className={styles.home}>
          <Seal />
          <span>Pennypost</span>
        </Link>
        <div className={styles.places}>
          <Navigation id="navigation" />
        </div>
        <div className={styles.own}>
          <span className={styles.chain}>
            <ChainChoice />
          </span>
          <ThemeChoice />
          <WalletButton />
          <button
            type="button"
            className={styles.menu}
            aria-expanded={isOpen}
            aria-controls="navigation"
            aria-label="Menu"
            onClick={() => setOpen(!isOpen)}
          >
            <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
              <path d={isOpen ? 'M6 6l12 12M18 6 6 18' : 'M4 7h16M4 12h16M4 17h16'} />
            </svg>
          </button>
        </div>
      </div>
    </header>
  )
}
