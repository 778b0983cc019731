import type { ReactNode } from 'react'
import { Footer } from './Footer.tsx'
import { Header } from './Header.tsx'
import styles from './Layout.module.css'

/** What is around every page. */
export function Layout({ children }: { children: ReactNode }): ReactNode {
  return (
    <div className={styles.layout}>
      <a href="#main" className={styles.skip}>
        Skip to the page
      </a>
      <Header />
      <main id="main" tabIndex={-1} className={styles.main}>
        {children}
      </main>
      <Footer />
    </div>
  )
}
