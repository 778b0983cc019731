import type { ReactNode } from 'react'
import { useChain } from '../config/useChain.ts'
import { useChainChoice } from '../config/useChainChoice.ts'
import styles from './ChainChoice.module.css'

/** Which chain the page is about; a choice where the site knows several. */
export function ChainChoice(): ReactNode {
  const { caip2, name } = useChain()
  const { chains, choose } = useChainChoice()
  if (chains.length < 2) return <span className={styles.name}>{name}</span>
  return (
    <select
      className={styles.select}
      aria-label="Chain"
      value={caip2}
      onChange={(event) => {
        const chain = chains.find((one) => one.caip2 === event.target.value)
        if (chain) choose(chain.caip2)
      }}
    >
      {chains.map((chain) => (
        <option key={chain.caip2} value={chain.caip2}>
          {chain.name}
        </option>
      ))}
    </select>
  )
}
