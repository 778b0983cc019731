import type { ApiClient } from '@pennypost/sdk'
import type { Caip2 } from '../config/caip2.ts'
import { useChain } from '../config/useChain.ts'
import { useSite } from '../config/useSite.ts'
import { apiClientOf } from './apiClientOf.ts'

/** Asks the site's API, about the chain of the page unless a call names another. */
export function useApiClient(): ApiClient<Caip2> {
  return apiClientOf(useSite().apiUrl, useChain().caip2)
}
