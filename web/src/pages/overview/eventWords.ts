import { shortHex } from '../../ui/shortHex.ts'

/** Something that happened, for the list of the newest. */
export type EventWords = {
  words: string
  /** Where it is told more of. */
  href: string
  /** What the link is about. */
  subject: string
}

type Arguments = Readonly<Record<string, unknown>>
type Kind = 'stamp' | 'mailing' | 'inbox' | 'relay'

/** What is told of an event, by its name in the contracts: what happened, and to what, with the argument that names it. */
const told: Readonly<Record<string, readonly [words: string, kind: Kind]>> = {
  InboxRegistered: ['An inbox was registered', 'inbox'],
  WalletLinked: ['A wallet joined an inbox', 'inbox'],
  WalletUnlinked: ['A wallet left an inbox', 'inbox'],
  KeyAdded: ['A key was added to an inbox', 'inbox'],
  KeyRevoked: ['A key of an inbox was revoked', 'inbox'],
  AllKeysRevoked: ['All keys of an inbox were revoked', 'inbox'],
  DoorSet: ['An inbox set its door', 'inbox'],
  TermsSet: ['An inbox set its terms', 'inbox'],
  RecoveryTransferStarted: ['A recovery transfer began', 'inbox'],
  RecoveryTransferred: ['An inbox has a new recovery', 'inbox'],
  RelayRegistered: ['A relay registered', 'relay'],
  RelayCarriageSet: ['A relay set its carriage', 'relay'],
  RelayActiveSet: ['A relay went in or out of service', 'relay'],
  StampPosted: ['A stamp was posted', 'stamp'],
  StampAdmitted: ['A relay admitted a stamp', 'stamp'],
  StampCollected: ['A stamp was collected', 'stamp'],
  StampReturned: ['A stamp was returned', 'stamp'],
  StampExpired: ['A stamp expired', 'stamp'],
  MailingOpened: ['A mailing was opened', 'mailing'],
  MailingAdmitted: ['A relay admitted a mailing', 'mailing'],
  MailCollected: ['A letter of a mailing was collected', 'mailing'],
  MailingClosed: ['A mailing was closed', 'mailing'],
}

const places: Readonly<Record<Kind, readonly [argument: string, path: string]>> = {
  inbox: ['inboxId', '/explore/inboxes/'],
  relay: ['relay', '/explore/relays/'],
  stamp: ['stampId', '/explore/stamps/'],
  mailing: ['mailingId', '/explore/mailings/'],
}

/** An event of the contracts in words; undefined of one that is not told here, such as a deposit. */
export function eventWords(eventName: string, args: Arguments): EventWords | undefined {
  const known = Object.hasOwn(told, eventName) ? told[eventName] : undefined
  if (!known) return undefined
  const [words, kind] = known
  const [argument, path] = places[kind]
  const value = args[argument]
  if (typeof value !== 'string') return undefined
  return { words, href: `${path}${value}`, subject: `${kind} ${shortHex(value)}` }
}
