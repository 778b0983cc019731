import type { ApiClient } from '../../../../../sdk/src/index.ts'
import { createApiClient } from '../../../../../sdk/src/index.ts'
import type { WebWorld } from './webWorld.ts'

/** Asks the stack's API about its chain. */
export function apiOf({ stack }: Pick<WebWorld, 'stack'>): ApiClient<'eip155:31337'> {
  return createApiClient({ url: stack.api.url, chain: 'eip155:31337' })
}
