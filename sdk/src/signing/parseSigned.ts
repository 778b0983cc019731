import type { Mailing, Stamp } from '../../../protocol/eip712/postOffice.ts'
import type { AddKeysForParameters } from '../actions/addKeysFor.ts'
import type { MailClaim } from '../actions/collectMail.ts'
import type { CollectMailForParameters } from '../actions/collectMailFor.ts'
import type { DepositWithAuthorizationParameters } from '../actions/depositWithAuthorization.ts'
import type { LinkWalletParameters } from '../actions/linkWallet.ts'
import type { PostForParameters } from '../actions/postFor.ts'
import type { RegisterInboxForParameters } from '../actions/registerInboxFor.ts'
import type { RevokeKeysForParameters } from '../actions/revokeKeysFor.ts'
import type { SettleForParameters } from '../actions/settleFor.ts'
import type { WithdrawForParameters } from '../actions/withdrawFor.ts'
import type { KeyInput } from '../keys/keyInput.ts'
import type { PostInput } from '../postage/postInput.ts'
import { address, amount, bytes, bytes32, count, fields, flag, list } from './signedShape.ts'

const until = { deadline: count, signature: bytes }
const money = { relay: address, token: address, carriage: amount, stake: amount, expiresAt: count }
const input = { ...money, inboxId: bytes32, letterHash: bytes32 }
const stamp = fields<Stamp>({ ...input, sender: address })
const mailing = fields<Mailing>({ ...money, sender: address, root: bytes32, count })
const claim = fields<MailClaim>({
  ...{ index: count, inboxId: bytes32, letterHash: bytes32, proof: list(bytes32) },
})
const keys = list(
  fields<KeyInput>({ kind: count, expiresAt: count, publicKey: bytes, possession: bytes }),
)

/** What is signed for each action that takes signatures of others. */
const shapes = {
  addKeysFor: fields<AddKeysForParameters>({ wallet: address, inboxId: bytes32, keys, ...until }),
  collectMailFor: fields<CollectMailForParameters>({
    ...{ mailing, claims: list(claim), wallet: address, ...until },
  }),
  depositWithAuthorization: fields<DepositWithAuthorizationParameters>({
    ...{ token: address, from: address, to: address, amount },
    ...{ validAfter: count, validBefore: count, salt: bytes32, signature: bytes },
  }),
  linkWallet: fields<LinkWalletParameters>({ inboxId: bytes32, wallet: address, ...until }),
  postFor: fields<PostForParameters>({
    ...{ sender: address, input: fields<PostInput>(input), signature: bytes },
  }),
  registerInboxFor: fields<RegisterInboxForParameters>({
    ...{ wallet: address, inboxNonce: amount, recovery: address, keys, ...until },
  }),
  revokeKeysFor: fields<RevokeKeysForParameters>({
    ...{ signer: address, inboxId: bytes32, keyIds: list(bytes32), ...until },
  }),
  settleFor: fields<SettleForParameters>({
    ...{ stamps: list(stamp), collect: flag, wallet: address, signature: bytes },
  }),
  withdrawFor: fields<WithdrawForParameters>({
    ...{ owner: address, token: address, amount, to: address, ...until },
  }),
}

/** The actions that send what somebody else signed. */
export type SignedAction = keyof typeof shapes

/** What is signed for an action: its parameters, whole, and nothing else. */
export type Signed<action extends SignedAction> = ReturnType<(typeof shapes)[action]>

/**
 * Reads what somebody else signed, as it came from the network or a file: exactly the fields that are signed, each of its form.
 *
 * The actions that send it take `gas`, `maxFeePerGas`, `nonce`, `account` and `contracts` in the same object. Those are for whoever pays to
 * say: JSON that is handed on as it came lets a stranger set them, and so spend the payer's money. That the signature is good is for the
 * contract to say.
 *
 * @param action - The action that is to send it.
 * @param given - As the `sign…` action returned it, or of JSON: amounts may be digits in quotes.
 * @throws {InvalidParameterError} A field is missing, has another form, or is not among what is signed.
 *
 * @example
 * const hash = await registerInboxFor(payer, parseSigned('registerInboxFor', await request.json()))
 */
export function parseSigned<action extends SignedAction>(
  action: action,
  given: unknown,
): Signed<action> {
  return shapes[action](given, '') as Signed<action>
}
