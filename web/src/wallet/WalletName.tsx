import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { shortAddress } from './shortAddress.ts'
import styles from './WalletButton.module.css'

/** Who is connected, in a few signs. */
export function WalletName({
  address,
  isDevelopment,
  isAlone = false,
}: {
  address: string
  isDevelopment: boolean
  /** In a button of the menu's size, for as long as there is no menu. */
  isAlone?: boolean | undefined
}): ReactNode {
  const words = (
    <>
      {isDevelopment && <span className={styles.mark}>Dev</span>}
      <span className={styles.address}>{shortAddress(address as `0x${string}`)}</span>
    </>
  )
  if (!isAlone) return words
  return (
    <Button size="small" disabled>
      {words}
      <Icon name="chevron-down" />
    </Button>
  )
}
