import type { ReactNode } from 'react'
import { Component } from 'react'
import styles from './ErrorBoundary.module.css'

type Props = { children: ReactNode }
type State = { error?: unknown; isRejected: boolean }

/** A part of the page that went away after the site was built anew. */
const isMissingPart = (error: unknown) =>
  error instanceof TypeError && /dynamically imported module|module script/i.test(error.message)

/** In place of what failed: a sentence and a way out, so that a fault is never a blank page. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { isRejected: false }

  static getDerivedStateFromError(error: unknown): State {
    return { error, isRejected: true }
  }

  override render(): ReactNode {
    const { error, isRejected } = this.state
    if (!isRejected) return this.props.children
    return (
      <div role="alert" className={styles.fault}>
        <h1>{isMissingPart(error) ? 'This page has a newer version' : 'This page failed'}</h1>
        <p>
          {isMissingPart(error)
            ? 'A part of it could not be fetched. Load it again to go on.'
            : 'What stopped it stands below. Load it again; if it stays so, the other pages may still work.'}
        </p>
        <pre className={styles.what}>{error instanceof Error ? error.message : String(error)}</pre>
        <p>
          <button type="button" onClick={() => location.reload()}>
            Load again
          </button>{' '}
          <a href="/">To the overview</a>
        </p>
      </div>
    )
  }
}
