import type { Address } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { postOffice } from '../chain/postOffice.ts'

export type GetPostOfficeNonceParameters = { signer: Address }

/**
 * The nonce that a signer's next withdrawal for the PostOffice must carry.
 *
 * Source: `PostOffice.nonces`.
 *
 * @example
 * const nonce = await getPostOfficeNonce(client, { signer })
 */
export const getPostOfficeNonce = defineRead(
  postOffice,
  ({ signer }: GetPostOfficeNonceParameters) => ({ functionName: 'nonces', args: [signer] }),
  (nonce: bigint) => nonce,
)
