import type { Hex } from 'viem'
import { getAddress, isAddressEqual, zeroAddress } from 'viem'
import type { Thing, ThingKind } from '../parts/Thing.ts'
import type { ChainEvent } from './ChainEvent.ts'

export type EventWords = {
  /** `Stamp posted` */
  words: string
  /** What it is about, what matters most first. */
  things: readonly Thing[]
}

type Args = Readonly<Record<string, unknown>>
type Described = string | ((args: Args) => string)

/** What each event says, and which of its values have a page. */
const known: Readonly<
  Record<string, [words: Described, ...things: [ThingKind | 'subject', string][]]>
> = {
  InboxRegistered: ['Inbox registered', ['inbox', 'inboxId'], ['wallet', 'wallet']],
  WalletLinked: ['Wallet linked', ['wallet', 'wallet'], ['inbox', 'inboxId']],
  WalletUnlinked: ['Wallet unlinked', ['wallet', 'wallet'], ['inbox', 'inboxId']],
  KeyAdded: ['Key added', ['key', 'keyId'], ['inbox', 'inboxId']],
  KeyRevoked: ['Key revoked', ['key', 'keyId'], ['inbox', 'inboxId']],
  AllKeysRevoked: ['All keys revoked', ['inbox', 'inboxId']],
  GuardianSet: [
    ({ guardian }) => (isZero(guardian) ? 'Guardian dismissed' : 'Guardian named'),
    ['inbox', 'inboxId'],
    ['wallet', 'guardian'],
  ],
  RecoveryTransferStarted: ['Transfer of recovery started', ['inbox', 'inboxId'], ['wallet', 'to']],
  RecoveryTransferCancelled: ['Transfer of recovery called off', ['inbox', 'inboxId']],
  RecoveryTransferred: ['Recovery transferred', ['inbox', 'inboxId'], ['wallet', 'to']],
  AccountLinked: ['Account elsewhere linked', ['inbox', 'inboxId']],
  AccountUnlinked: ['Account elsewhere unlinked', ['inbox', 'inboxId']],
  NonceVoided: ['Signatures voided', ['wallet', 'signer']],
  RelayRegistered: ['Relay registered', ['relay', 'relay']],
  RelayActiveSet: [({ active }) => (active ? 'Relay opened' : 'Relay closed'), ['relay', 'relay']],
  RelayCarriageSet: [
    ({ accepted }) => (accepted ? 'Carriage set' : 'Token no longer taken for carriage'),
    ['relay', 'relay'],
  ],
  RelayEndpointSet: ['Endpoint set', ['relay', 'relay']],
  RelaySignerSet: ['Signer set', ['relay', 'relay'], ['wallet', 'signer']],
  TermsSet: [
    ({ stake }) => (stake === 0n ? 'Token no longer taken as stake' : 'Terms set'),
    ['inbox', 'inboxId'],
  ],
  DoorSet: [
    ({ door }) => `Door set to ${['free', 'postage', 'closed'][Number(door)] ?? String(door)}`,
    ['inbox', 'inboxId'],
  ],
  ConsentSet: [
    ({ consent }) =>
      ['Consent withdrawn', 'Sender allowed', 'Sender denied'][Number(consent)] ?? 'Consent set',
    ['inbox', 'inboxId'],
    ['subject', 'subject'],
  ],
  PayoutSet: ['Payout set', ['inbox', 'inboxId'], ['wallet', 'payout']],
  StampPosted: ['Stamp posted', ['stamp', 'stampId'], ['inbox', 'inboxId'], ['wallet', 'sender']],
  StampAdmitted: ['Stamp admitted', ['stamp', 'stampId'], ['relay', 'relay']],
  StampCollected: ['Stamp collected', ['stamp', 'stampId']],
  StampReturned: ['Stamp returned', ['stamp', 'stampId']],
  StampExpired: ['Stamp expired', ['stamp', 'stampId']],
  StampVoided: ['Stamp called off', ['stamp', 'stampId'], ['wallet', 'sender']],
  MailingOpened: ['Mailing opened', ['mailing', 'mailingId'], ['wallet', 'sender']],
  MailingAdmitted: ['Mailing admitted', ['mailing', 'mailingId'], ['relay', 'relay']],
  MailingClosed: ['Mailing closed', ['mailing', 'mailingId']],
  MailCollected: ['Letter of a mailing collected', ['mailing', 'mailingId'], ['inbox', 'inboxId']],
  Deposited: ['Money paid in', ['wallet', 'to']],
  Withdrawn: ['Money paid out', ['wallet', 'owner']],
  Transfer: ['Balance moved', ['wallet', 'sender'], ['wallet', 'receiver']],
  Approval: ['Allowance set', ['wallet', 'owner'], ['wallet', 'spender']],
  OperatorSet: [
    ({ approved }) => (approved ? 'Operator named' : 'Operator dismissed'),
    ['wallet', 'owner'],
    ['wallet', 'spender'],
  ],
}

/** What an event says, for a person. One that this version does not know is told by its name. */
export function eventWords({ name, args }: Pick<ChainEvent, 'name' | 'args'>): EventWords {
  const found = Object.hasOwn(known, name) ? known[name] : undefined
  if (!found) return { words: name, things: [] }
  const [words, ...places] = found
  const things = places.flatMap(([kind, place]) => {
    const id = args[place]
    if (kind === 'subject') return subjectOf(id)
    return typeof id === 'string' && !isZero(id) ? [{ kind, id: id as Hex }] : []
  })
  return { words: typeof words === 'string' ? words : words(args), things }
}

/** A sender that an inbox speaks of: an address as 32 bytes, or an inbox. */
function subjectOf(subject: unknown): Thing[] {
  if (typeof subject !== 'string' || subject.length !== 66) return []
  if (!/^0x0{24}/.test(subject)) return [{ kind: 'inbox', id: subject as Hex }]
  return [{ kind: 'wallet', id: getAddress(`0x${subject.slice(26)}`) }]
}

function isZero(value: unknown): boolean {
  if (typeof value !== 'string' || value.length !== 42) return false
  return isAddressEqual(getAddress(value), zeroAddress)
}
