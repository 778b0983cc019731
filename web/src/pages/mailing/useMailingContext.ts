import { useMemo } from 'react'
import { useApiClient } from '../../api/useApiClient.ts'
import { useChain } from '../../config/useChain.ts'
import { usePublicClient } from '../../config/usePublicClient.ts'
import type { MailingContext } from './MailingContext.ts'

/** Node, API and chain of the page. */
export function useMailingContext(): MailingContext {
  const client = usePublicClient()
  const api = useApiClient()
  const chain = useChain()
  return useMemo(() => ({ client, api, chain }), [client, api, chain])
}
