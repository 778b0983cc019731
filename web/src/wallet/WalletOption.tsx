import type { ReactNode } from 'react'
import { classes } from '../ui/classes.ts'
import { Icon } from '../ui/Icon.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import choice from './Choice.module.css'
import styles from './WalletOption.module.css'
import { walletIcon } from './walletIcon.ts'

/** A wallet to choose. */
export function WalletOption({
  name,
  hint,
  icon,
  isBusy = false,
  onChoose,
}: {
  name: string
  hint?: string | undefined
  /** As the wallet brings it. */
  icon?: string | undefined
  isBusy?: boolean | undefined
  onChoose(): void
}): ReactNode {
  const picture = walletIcon(icon)
  return (
    <button
      type="button"
      className={classes(choice.choice, styles.option)}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={onChoose}
    >
      <span className={styles.picture}>
        {picture ? <img src={picture} alt="" width="32" height="32" /> : <Icon name="wallet" />}
      </span>
      <span className={styles.words}>
        <span className={styles.name}>{name}</span>
        {hint && <span className={styles.hint}>{hint}</span>}
      </span>
      {isBusy ? <Spinner /> : <Icon name="chevron-right" />}
    </button>
  )
}
