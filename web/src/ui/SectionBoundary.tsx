import type { ReactNode } from 'react'
import { Component } from 'react'
import { ErrorNotice } from './ErrorNotice.tsx'

type Props = { title: string; children: ReactNode }
type State = { error?: unknown; isFailed: boolean }

/** In place of a section that failed: what was thrown, so that the rest of the page goes on. */
export class SectionBoundary extends Component<Props, State> {
  override state: State = { isFailed: false }

  static getDerivedStateFromError(error: unknown): State {
    return { error, isFailed: true }
  }

  override render(): ReactNode {
    const { error, isFailed } = this.state
    if (!isFailed) return this.props.children
    return (
      <ErrorNotice
        error={error}
        title={this.props.title}
        onRetry={() => this.setState({ error: undefined, isFailed: false })}
      />
    )
  }
}
