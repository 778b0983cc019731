import type { Address, Hex, LocalAccount } from 'viem'
import type { Admission } from '../../../protocol/admission.ts'
import { admissionTypedData } from '../../../protocol/admission.ts'

/** What a sender can show if its letter never arrives: an admission, signed by the relay's signer. */
export type Receipt = {
  /** Its ids and addresses are in lower case. */
  admission: Admission
  signature: Hex
  /** Why the letter was taken in: the reason of the verdict. */
  reason: string
  /** Who paid, if anybody did. */
  payer?: Address | undefined
  /** The transaction that admitted the postage, if that was before the letter was taken in. */
  transaction?: Hex | undefined
}

export type SignReceiptParameters = {
  chainId: number
  postOffice: Address
  /** The account that `RelayRegistry` names as the relay's signer. */
  signer: LocalAccount
  admission: Admission
}

/** Signs what a relay says of a letter that it takes in. */
export async function signReceipt({
  signer,
  ...parameters
}: SignReceiptParameters): Promise<Pick<Receipt, 'admission' | 'signature'>> {
  const signature = await signer.signTypedData(admissionTypedData(parameters))
  return { admission: parameters.admission, signature }
}
