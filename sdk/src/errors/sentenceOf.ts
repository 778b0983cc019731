import type { ContractErrorArgs, ContractErrorName } from 'viem'
import { getAddress, numberToHex, zeroAddress } from 'viem'
import type { Abis } from '../chain/abis.ts'
import { timeText } from './timeText.ts'

type AnyAbi = Abis[keyof Abis]

type Sentences = {
  [name in ContractErrorName<AnyAbi>]: (
    args: Extract<ContractErrorArgs<AnyAbi, name>, readonly unknown[]>,
  ) => string
}

const stampStatuses = ['None', 'Open', 'Admitted', 'Collected', 'Returned', 'Expired', 'Voided']
const mailingStatuses = ['None', 'Open', 'Admitted', 'Closed']

const tokenText = (token: string) => (token === zeroAddress ? 'the native token' : `token ${token}`)
const withoutRecovery = (inboxId: string) => `Only the recovery of inbox ${inboxId} may do this`
/** Which of several stamps. The first is not named: it may be the only one, or a mailing, which has no index. */
const ofStamp = (index: bigint) => (index === 0n ? '' : ` (stamp ${index})`)
const statusText = (names: readonly string[], status: number) => names[status] ?? `status ${status}`

/** Ids of balances are token addresses, but anyone may ask for any id. */
function tokenOfId(id: bigint): string {
  if (id >> 160n !== 0n) return `id ${id}, which is no token,`
  return tokenText(getAddress(numberToHex(id, { size: 20 })))
}

/** What each error of the contracts means, and what to do. Amounts are in the token's smallest unit. */
const sentences: Sentences = {
  // Who may do what
  NotWallet: ([inboxId, account]) =>
    `Only a wallet of inbox ${inboxId} may do this, and ${account} is none. Link it first, or use one that is.`,
  NotRecovery: ([inboxId, caller]) => `${withoutRecovery(inboxId)}, and ${caller} is not it.`,
  NotWalletOrRecovery: ([inboxId, account]) =>
    `Only a wallet or the recovery of inbox ${inboxId} may do this, and ${account} is neither.`,
  NotRecoveryOrGuardian: ([inboxId, caller]) =>
    `Only the recovery or the guardian of inbox ${inboxId} may do this, and ${caller} is neither.`,
  NotInCharge: ([inboxId, caller]) =>
    `Only the recovery, the guardian or a wallet of inbox ${inboxId} may do this, and ${caller} is none of them.`,
  NotNewRecovery: ([inboxId, caller]) =>
    `Only the account that the recovery of inbox ${inboxId} is handed to can accept it, and ${caller} is not that.`,
  NotRecipient: ([stampId, account]) =>
    `${account} cannot answer stamp ${stampId}: it is no wallet of the inbox that the stamp is for, nor a relay that may collect it.`,
  NotSender: ([stampId, caller]) => `${caller} cannot void stamp ${stampId}: it is not its sender.`,
  NotRelay: ([stampId, caller]) =>
    `${caller} cannot admit stamp ${stampId}: the stamp names another relay.`,
  NotMailingRelay: ([mailingId, caller]) =>
    `${caller} cannot admit mailing ${mailingId}: the mailing names another relay.`,
  NotMailingSender: ([sender, caller]) =>
    `The mailing names ${sender} as its sender, so that ${caller} cannot open it.`,
  NotMailRecipient: ([mailingId, index, account]) =>
    `${account} cannot collect letter ${index} of mailing ${mailingId}: it is no wallet of the inbox that the letter is for.`,

  // Signatures
  InvalidSignature: ([signer]) =>
    `The signature is not one by ${signer} over these very values, for this chain and contract, or its nonce is not the present one. Sign again.`,
  SignatureHasExpired: ([deadline]) =>
    `The signature was good until ${timeText(deadline)}. Sign again with a later deadline.`,

  // Inboxes, wallets, recovery
  InboxAlreadyRegistered: ([inboxId]) =>
    `Inbox ${inboxId} is registered already. Use it, or another nonce.`,
  WalletAlreadyLinked: ([wallet, inboxId]) =>
    `${wallet} is a wallet of inbox ${inboxId} already, and can be of one only. Unlink it there first.`,
  WalletNotLinked: ([inboxId, wallet]) => `${wallet} is no wallet of inbox ${inboxId}.`,
  TooManyWallets: ([inboxId, max]) =>
    `Inbox ${inboxId} has ${max} wallets, the most there can be. Unlink one first.`,
  InvalidRecovery: ([inboxId, to]) => `The recovery of inbox ${inboxId} cannot go to ${to}.`,
  RecoveryTransferPending: ([inboxId, to]) =>
    `The recovery of inbox ${inboxId} is being handed to ${to} already. Cancel that first.`,
  NoRecoveryTransfer: ([inboxId]) =>
    `No transfer of the recovery of inbox ${inboxId} is under way: none was started, or it was cancelled, accepted, or has lapsed.`,
  RecoveryTransferTooEarly: ([inboxId, from]) =>
    `The recovery of inbox ${inboxId} can be accepted from ${timeText(from)} on.`,
  AccountLengthOutOfRange: ([length, min, max]) =>
    `An account's name has ${min} to ${max} bytes, and this one has ${length}.`,
  AccountProofTooLong: ([length, max]) =>
    `An account's proof has at most ${max} bytes, and this one has ${length}.`,

  // Keys
  KeyKindUnknown: ([kind]) =>
    `There is no kind of key ${kind}: kinds are 1 to 6, and free ones from 1,000 on.`,
  KeyLengthOutOfRange: ([kind, length, min, max]) =>
    `A public key of kind ${kind} has ${min === max ? min : `${min} to ${max}`} bytes, and this one has ${length}.`,
  KeyExpiryPassed: ([keyId, expiresAt, nowSeconds]) =>
    `Key ${keyId} would be expired from the start: ${timeText(expiresAt)} is not after the chain's time, ${timeText(nowSeconds)}. Give a later time, or 0 for never.`,
  PossessionTooLong: ([keyId, length, max]) =>
    `The proof of possession of key ${keyId} has at most ${max} bytes, and this one has ${length}.`,
  KeyWasRevoked: ([, keyId]) =>
    `Key ${keyId} was revoked, by name or with all others, and never returns. Make a new key.`,
  TooManyKeys: ([inboxId, max]) =>
    `Inbox ${inboxId} has ${max} keys that are not revoked, the most there can be. Revoke some, expired ones first.`,

  // Relays
  RelayAlreadyRegistered: ([relay]) =>
    `${relay} is registered as a relay already. Its signer and endpoint can be set.`,
  RelayNotRegistered: ([relay]) => `${relay} is not registered as a relay. Register it first.`,
  SignerIsZero: () => 'A relay needs a signer other than the zero address.',
  EndpointLengthOutOfRange: ([length, min, max]) =>
    `A relay's endpoint has ${min} to ${max} bytes, and this one has ${length}.`,

  // Terms, doors, consents
  WindowOutOfRange: ([window, min, max]) =>
    `The time to answer is ${min} to ${max} seconds, not ${window}.`,
  LengthMismatch: ([subjects, consents]) =>
    `There are ${subjects} subjects and ${consents} consents: give one for each.`,
  SubjectIsZero: ([index]) => `Subject ${index} is zero: give an address or an inbox id.`,
  InvalidPayout: ([payout]) => `${payout} cannot be a payout: money would be stuck there.`,

  // Money
  TokenAmountMismatch: ([token, expected, received]) =>
    `The PostOffice received ${received} of ${tokenText(token)} where ${expected} was due: tokens that take a fee cannot be used.`,
  TokenHasNoCode: ([token]) => `There is no contract at ${token}: it is no token on this chain.`,
  ValueMismatch: ([expected, value]) =>
    `The call is to bring ${expected} wei of native money and brings ${value}.`,
  UnexpectedValue: ([value]) =>
    `The call brings ${value} wei of native money, but is paid in a token.`,
  NativeTransferFailed: ([to, amount]) =>
    `${to} refused ${amount} wei of native money. Withdraw to another account.`,
  InvalidReceiver: ([to]) => `Money for ${to} could never be used: give another receiver.`,
  DepositTooLarge: ([token, amount, max]) =>
    `At most ${max} of ${tokenText(token)} can be paid in at once, and not ${amount}.`,
  ERC6909InsufficientBalance: ([sender, balance, needed, id]) =>
    `${sender} has ${balance} of ${tokenOfId(id)} in the PostOffice, and ${needed} were asked of it. Ask for less, or deposit the rest.`,
  ERC6909InsufficientAllowance: ([spender, allowance, needed, id]) =>
    `${spender} may take ${allowance} of ${tokenOfId(id)} of this balance, and needs ${needed}.`,
  ERC6909InvalidApprover: ([approver]) => `${approver} cannot give allowances.`,
  ERC6909InvalidReceiver: ([receiver]) => `${receiver} cannot receive a balance.`,
  ERC6909InvalidSender: ([sender]) => `${sender} cannot send a balance.`,
  ERC6909InvalidSpender: ([spender]) => `${spender} cannot be given an allowance.`,
  SafeERC20FailedOperation: ([token]) =>
    `Token ${token} did not move the money: is there enough of it, and does the PostOffice have an allowance?`,
  ReentrancyGuardReentrantCall: () =>
    'Whoever was being paid called the PostOffice back meanwhile, which is refused.',

  // Stamps
  NoStamps: () => 'There is no stamp to post.',
  TokensDiffer: ([index, first, token]) =>
    `Stamp ${index} is paid in ${tokenText(token)}, and the first in ${tokenText(first)}: post them apart.`,
  InvalidRelay: ([index, relay]) =>
    `${relay} cannot be a relay: it is the PostOffice${ofStamp(index)}.`,
  CarriageWithoutRelay: ([index, carriage]) =>
    `There is a carriage of ${carriage} and no relay to earn it${ofStamp(index)}. Name one, or take 0.`,
  TokenNotAccepted: ([index, inboxId, token]) =>
    `Inbox ${inboxId} takes no postage in ${tokenText(token)}${ofStamp(index)}. Ask for a quote.`,
  StakeTooLow: ([index, stake, required]) =>
    `The stake of ${stake} is below the ${required} that the inbox asks${ofStamp(index)}. Ask for a new quote.`,
  ExpiryOutOfRange: ([index, expiresAt, earliest, latest]) =>
    `The postage would expire at ${timeText(expiresAt)}, and may from ${timeText(earliest)} to ${timeText(latest)}${ofStamp(index)}.`,
  SenderDenied: ([index, inboxId, sender]) =>
    `Inbox ${inboxId} takes nothing from ${sender}${ofStamp(index)}.`,
  StampIdUsed: ([index, stampId, status]) =>
    `Stamp ${stampId} is ${statusText(stampStatuses, status)} already${ofStamp(index)}: the same postage can be posted once.`,
  StampNotPending: ([stampId, status]) =>
    status === 0
      ? `Stamp ${stampId} was never posted, or was posted with other values.`
      : `Stamp ${stampId} is ${statusText(stampStatuses, status)}: nothing more can be done with it.`,
  StampHasExpired: ([stampId, expiresAt]) =>
    `Stamp ${stampId} expired at ${timeText(expiresAt)}: it cannot be answered or admitted any more, only go back to its sender.`,
  StampNotExpired: ([stampId, expiresAt]) =>
    `Stamp ${stampId} has not expired: it can go back to its sender from ${timeText(expiresAt)} on.`,

  // Mailings
  MailingIsEmpty: () => 'The mailing has no letter.',
  MailingWithoutStake: () => 'The mailing has no stake.',
  UriTooLong: ([length, max]) => `The uri has at most ${max} bytes, and this one has ${length}.`,
  MailingIdUsed: ([mailingId]) => `The very same mailing, ${mailingId}, was opened before.`,
  MailingNotPending: ([mailingId, status]) =>
    status === 0
      ? `Mailing ${mailingId} was never opened, or was opened with other values.`
      : `Mailing ${mailingId} is ${statusText(mailingStatuses, status)}: this cannot be done with it any more.`,
  MailingHasExpired: ([mailingId, expiresAt]) =>
    `Mailing ${mailingId} expired at ${timeText(expiresAt)}: it cannot be collected or admitted any more, only closed.`,
  MailingNotExpired: ([mailingId, expiresAt]) =>
    `Mailing ${mailingId} has not expired: it can be closed from ${timeText(expiresAt)} on.`,
  MailIndexOutOfRange: ([mailingId, index, count]) =>
    `Mailing ${mailingId} has ${count} letters, counted from 0, and so none of index ${index}.`,
  MailAlreadyCollected: ([mailingId, index]) =>
    `The stake of letter ${index} of mailing ${mailingId} was collected before.`,
  MailProofLengthMismatch: ([mailingId, index, length, expected]) =>
    `The proof of letter ${index} of mailing ${mailingId} has ${length} siblings, and needs ${expected}.`,
  MailProofInvalid: ([mailingId, index]) =>
    `Mailing ${mailingId} does not have this letter at index ${index}.`,

  // Of the libraries that the contracts are made of
  AddressEmptyCode: ([target]) => `There is no contract at ${target}.`,
  FailedCall: () => 'A call inside of this call failed, without a word why.',
  InvalidShortString: () => 'The contract could not read its own name.',
  StringTooLong: () => 'A text is too long for the contract.',
}

/**
 * An error of the contracts in a sentence.
 *
 * @param errorName - As in the contracts' interfaces.
 * @param args - Its values, in order.
 */
export function sentenceOf(errorName: string, args: readonly unknown[]): string {
  const sentence = Object.hasOwn(sentences, errorName)
    ? (sentences as unknown as Record<string, (args: readonly unknown[]) => string>)[errorName]
    : undefined
  return sentence ? sentence(args) : `The contract refused: ${errorName}(${args.join(', ')}).`
}
