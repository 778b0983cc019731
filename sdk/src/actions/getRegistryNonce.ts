import type { Address } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'

export type GetRegistryNonceParameters = { signer: Address }

/**
 * The nonce that a signer's next signature for InboxRegistry has to carry. `signRegisterInbox` and its like ask by themselves.
 *
 * Source: `InboxRegistry.nonces`. Signatures for the PostOffice have a nonce of their own.
 *
 * @example
 * const nonce = await getRegistryNonce(client, { signer })
 */
export const getRegistryNonce = defineRead(
  inboxRegistry,
  ({ signer }: GetRegistryNonceParameters) => ({ functionName: 'nonces', args: [signer] }),
  (nonce: bigint) => nonce,
)
