import type { ReactNode } from 'react'
import type { Hex } from 'viem'
import { useChain } from '../../../config/useChain.ts'
import { useSite } from '../../../config/useSite.ts'
import { Copy } from '../../../ui/Copy.tsx'
import { Stack } from '../../../ui/Stack.tsx'
import styles from './CheckByCode.module.css'
import { codeOfCheck } from './codeOfCheck.ts'

/** The same check as code, for who does not trust this site either. */
export function CheckByCode({ stampId }: { stampId: Hex }): ReactNode {
  const { apiUrl } = useSite()
  const { contracts } = useChain()
  const code = codeOfCheck({ stampId, apiUrl, postOffice: contracts.PostOffice })
  return (
    <Stack gap="small">
      <p>
        With Node 20 or newer and <code>npm install @pennypost/sdk viem</code>; take the address of
        the PostOffice from a source of your own, too.
      </p>
      <pre className={styles.code}>{code}</pre>
      <Copy text={code} label="Copy the code" />
    </Stack>
  )
}
