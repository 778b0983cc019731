import type { Hex } from 'viem'
import { defineRead } from '../chain/defineRead.ts'
import { postOffice } from '../chain/postOffice.ts'

export type PostOfficeSupportsInterfaceParameters = {
  /** Of 4 bytes, such as ERC-6909's 0x0f632fb3. */
  interfaceId: Hex
}

/**
 * Whether the PostOffice says that it has an interface.
 *
 * Source: `PostOffice.supportsInterface` (ERC-165).
 *
 * @example
 * const isLedger = await postOfficeSupportsInterface(client, { interfaceId: '0x0f632fb3' })
 */
export const postOfficeSupportsInterface = defineRead(
  postOffice,
  ({ interfaceId }: PostOfficeSupportsInterfaceParameters) => ({
    functionName: 'supportsInterface',
    args: [interfaceId],
  }),
  (isSupported: boolean) => isSupported,
)
