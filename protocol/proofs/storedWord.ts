import type { Address, Hex } from 'viem'
import { concat, keccak256, numberToHex, pad } from 'viem'
import { subjectOf } from '../ids.ts'

/** The contracts, by the names that their deployments have. */
export type ContractName = 'InboxRegistry' | 'RelayRegistry' | 'PostOffice'

/** Where a contract keeps a word, of 32 bytes. */
export type StoredWord = {
  contract: ContractName
  slot: Hex
  /** What it is, for people. */
  name: string
}

/** Slots of the mappings, as docs/storage.md publishes them. */
const slots = {
  inbox: 3,
  wallet: 4,
  key: 5,
  relay: 0,
  carriage: 1,
  terms: 6,
  door: 7,
  consent: 8,
  stamp: 10,
  mailing: 11,
  mailPage: 12,
} as const

/** Where every word lies that a verdict may rest on. What its bits mean: `decodedWord`. */
export const storedWord = {
  inbox: (inboxId: Hex) => place('InboxRegistry', 'inbox', inboxId),
  /** The inbox that a wallet is linked to. */
  wallet: (wallet: Address) => place('InboxRegistry', 'wallet', wallet),
  key: (inboxId: Hex, keyId: Hex) => place('InboxRegistry', 'key', inboxId, keyId),
  relay: (relay: Address) => place('RelayRegistry', 'relay', relay),
  carriage: (relay: Address, token: Address) => place('RelayRegistry', 'carriage', relay, token),
  terms: (inboxId: Hex, token: Address) => place('PostOffice', 'terms', inboxId, token),
  door: (inboxId: Hex) => place('PostOffice', 'door', inboxId),
  /** @param subject - An address or an inbox id. */
  consent: (inboxId: Hex, subject: Hex) =>
    place('PostOffice', 'consent', inboxId, subjectOf(subject)),
  stamp: (stampId: Hex) => place('PostOffice', 'stamp', stampId),
  mailing: (mailingId: Hex) => place('PostOffice', 'mailing', mailingId),
  /** Which of 256 letters were collected: bit `index & 255` is that of the letter. */
  mailPage: (mailingId: Hex, index: number) =>
    place('PostOffice', 'mailPage', mailingId, numberToHex(index >>> 8)),
}

function place(contract: ContractName, name: keyof typeof slots, ...keys: Hex[]): StoredWord {
  return { contract, slot: mappingSlot(slots[name], keys), name: `${name} ${keys.join(' ')}` }
}

/** Of the value of a mapping, or of a mapping of mappings, outer key first. */
function mappingSlot(slot: number, keys: readonly Hex[]): Hex {
  return keys.reduce<Hex>(
    (outer, key) => keccak256(concat([pad(key, { size: 32 }), outer])),
    numberToHex(slot, { size: 32 }),
  )
}
