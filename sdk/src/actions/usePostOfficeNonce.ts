import { defineBareWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'

/**
 * Voids what the caller has signed for the PostOffice with its present nonce and nobody has sent yet: withdrawals.
 *
 * Source: `PostOffice.useNonce`. Stamps carry no nonce: `voidStamps` calls them off. An answer, and the collecting of mail, can only be
 * forestalled by answering first.
 *
 * @example
 * const hash = await usePostOfficeNonce(client)
 */
export const usePostOfficeNonce = defineBareWrite(postOffice, () => ({
  functionName: 'useNonce',
  args: [],
}))
