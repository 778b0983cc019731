import type { ReactNode } from 'react'
import type { Hash } from 'viem'
import { useChain } from '../config/useChain.ts'
import styles from './TransactionHash.module.css'

/** A transaction, whole, with a way to look at it where the chain has a block explorer. */
export function TransactionHash({ hash }: { hash: Hash }): ReactNode {
  const { blockExplorerUrl } = useChain()
  return (
    <span className={styles.line}>
      {'Transaction '}
      {blockExplorerUrl ? (
        <a
          href={`${blockExplorerUrl.replace(/\/$/, '')}/tx/${hash}`}
          target="_blank"
          rel="noreferrer"
        >
          <code className={styles.hash}>{hash}</code>
        </a>
      ) : (
        <code className={styles.hash}>{hash}</code>
      )}
    </span>
  )
}
