import type { ApiClient } from '@pennypost/sdk'
import { createApiClient } from '@pennypost/sdk'
import type { Caip2 } from '../config/caip2.ts'
import { checkedClient } from './checkedClient.ts'

const clients = new Map<string, ApiClient<Caip2>>()

/** Asks the site's API about a chain, and holds each answer against its form. The same client each time. */
export function apiClientOf(url: string, chain: Caip2): ApiClient<Caip2> {
  const name = `${chain} ${url}`
  const known = clients.get(name)
  if (known) return known
  const client = checkedClient(createApiClient({ url, chain }))
  clients.set(name, client)
  return client
}
