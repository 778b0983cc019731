import type { Hash, Hex } from 'viem'
import type { Mailing } from '../../../protocol/eip712/postOffice.ts'
import { mailingIdOf } from '../../../protocol/ids.ts'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'
import type { PaymentOptions } from '../postage/payment.ts'
import { nativeValue } from '../postage/payment.ts'
import { postageOfMailing } from '../postage/postageOf.ts'

export type OpenMailingParameters = PaymentOptions & {
  /** Its sender is the caller; root and count are those of its letters: see `mailingRoot`. */
  mailing: Mailing
  /** Where the letters' leaves are to be had, at most 256 bytes; empty unless given. */
  uri?: string | undefined
}

/** What opening a mailing gives. */
export type OpenMailingReturnType = {
  hash: Hash
  mailing: Mailing
  mailingId: Hex
}

/**
 * Opens a mailing, paid as `post` is, `count` times carriage and stake, and does not wait for it to be mined. `maxPostage` is compared
 * with the postage of all letters.
 *
 * Source: `PostOffice.openMailing`. What the letters' inboxes ask is not checked on chain: relays do, before they carry.
 *
 * @throws {PostageTooHighError} It is above `maxPostage`; nothing was signed or sent.
 * @throws {InvalidParameterError} `fromBalance` cannot be meant.
 * @throws {ContractRefusalError} `NotMailingSender`, `MailingIsEmpty`, `MailingWithoutStake`, `InvalidRelay`, `CarriageWithoutRelay`,
 * `ExpiryOutOfRange`, `UriTooLong`, `MailingIdUsed`, `ERC6909InsufficientBalance`, or what `deposit` is refused with.
 *
 * @example
 * const { root, count } = await mailingRoot(letters)
 * const mailing = { sender, relay, token, root, carriage, stake, count, expiresAt }
 * const { mailingId } = await openMailing(client, { mailing, maxPostage })
 */
export const openMailing = defineWrite(
  postOffice,
  ({ mailing, uri = '', maxPostage, fromBalance }: OpenMailingParameters) => ({
    functionName: 'openMailing',
    args: [mailing, uri],
    value: nativeValue(mailing.token, postageOfMailing(mailing), { maxPostage, fromBalance }),
  }),
  ({ hash, parameters: { mailing }, chainId, contracts }): OpenMailingReturnType => {
    const mailingId = mailingIdOf({ chainId, postOffice: contracts.PostOffice, mailing })
    return { hash, mailing, mailingId }
  },
)
