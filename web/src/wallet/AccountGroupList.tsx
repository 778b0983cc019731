import type { ReactNode } from 'react'
import { useId } from 'react'
import type { Address } from 'viem'
import { classes } from '../ui/classes.ts'
import styles from './AccountGroupList.module.css'
import type { AccountGroup } from './accountGroups.ts'
import choice from './Choice.module.css'
import { shortAddress } from './shortAddress.ts'

/** Development accounts of one kind, to choose one. */
export function AccountGroupList({
  group: { title, accounts },
  current,
  onChoose,
}: {
  group: AccountGroup
  /** The account that is connected. */
  current: Address | undefined
  onChoose(index: number): void
}): ReactNode {
  const id = useId()
  return (
    <section>
      <h3 id={id} className={styles.title}>
        {title}
      </h3>
      <ul className={styles.accounts} aria-labelledby={id}>
        {accounts.map(({ index, address }) => (
          <li key={address}>
            <button
              type="button"
              className={classes(
                choice.choice,
                styles.account,
                address === current && styles.current,
              )}
              aria-pressed={address === current}
              aria-label={`Account ${index}`}
              title={address}
              onClick={() => onChoose(index)}
            >
              <span>Account {index}</span>
              <code className={styles.address}>{shortAddress(address)}</code>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
