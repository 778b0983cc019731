import { defineBareWrite } from '../chain/defineWrite.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'

/**
 * Voids what the caller has signed for InboxRegistry and nobody has sent yet: every signature that carries its present nonce.
 *
 * Source: `InboxRegistry.useNonce`. Signatures for the PostOffice have a nonce of their own.
 *
 * @example
 * const hash = await useRegistryNonce(client)
 */
export const useRegistryNonce = defineBareWrite(inboxRegistry, () => ({
  functionName: 'useNonce',
  args: [],
}))
