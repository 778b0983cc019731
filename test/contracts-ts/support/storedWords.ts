import type { Address, Hex } from 'viem'
import { maxUint256, numberToHex, zeroAddress } from 'viem'

import type { Field } from '../../helpers/storageProof.ts'
import { mappingSlot, slotBehind } from '../../helpers/storageProof.ts'
import type { Scene } from './storedScene.ts'
import {
  FRIEND,
  KEY_EXPIRY,
  keyIds,
  NEW_RECOVERY,
  PAYOUT,
  people,
  RELAY_SIGNER,
} from './storedScene.ts'

type Contract = 'registry' | 'relays' | 'office'

/** A word that the scene has written, or has not. */
export type StoredWord = {
  name: string
  contract: Contract
  /** Of the mapping, as docs/storage.md publishes it. */
  slot: number
  keys: (scene: Scene) => Hex[]
  /** Which word of the value; the first unless told. */
  behind?: number | undefined
  /** As docs/storage.md publishes them, lowest bits first. None: the word is 0. */
  fields: (scene: Scene) => Field[]
}

/** Where a word is. */
export function placeOf(scene: Scene, word: StoredWord): { address: Address; slot: Hex } {
  const slot = slotBehind(mappingSlot(word.slot, ...word.keys(scene)), word.behind ?? 0)
  return { address: scene[word.contract], slot }
}

const { alice, bob, relay, carol, erin, recovery, guardian, nextGuardian, idleRelay } = people
const TWO_DAYS = 2 * 86_400

const registry = (
  slot: number,
  name: string,
  keys: StoredWord['keys'],
  fields: StoredWord['fields'],
  behind?: number,
): StoredWord => ({ name, contract: 'registry', slot, keys, behind, fields })

const inbox = ({ inboxId }: Scene) => [inboxId]

const registryKey = (
  name: keyof typeof keyIds,
  [kind, epoch]: [number, number],
  times: (at: Scene['at']) => { added?: number; expires?: number; revoked?: number },
) =>
  registry(
    5,
    `the key: ${name}`,
    ({ inboxId }) => [inboxId, keyIds[name]],
    ({ at }) => {
      const { added = 0, expires = 0, revoked = 0 } = times(at)
      return [
        [kind, 16],
        [added, 40],
        [expires, 40],
        [revoked, 40],
        [epoch, 32],
      ]
    },
  )

const ofRegistry: StoredWord[] = [
  registry(
    2,
    'the nonce of a wallet that has joined',
    () => [erin.address],
    () => [[1, 256]],
  ),
  registry(
    2,
    'the nonce of a wallet that has voided two',
    () => [alice.address],
    () => [[2, 256]],
  ),
  registry(3, 'the inbox', inbox, ({ at }) => [
    [recovery.address, 160],
    [1, 32],
    [3, 16],
    [2, 8],
    [at.registered, 40],
  ]),
  registry(
    4,
    'the inbox of its first wallet',
    () => [alice.address],
    ({ inboxId }) => [[inboxId, 256]],
  ),
  registry(
    4,
    'the inbox of a wallet that has joined',
    () => [erin.address],
    ({ inboxId }) => [[inboxId, 256]],
  ),
  registry(
    4,
    'the inbox of the recovery, which is no wallet',
    () => [recovery.address],
    () => [],
  ),
  registryKey('older', [1, 0], (at) => ({ added: at.registered })),
  registryKey('active', [1, 1], (at) => ({ added: at.keysAdded, expires: KEY_EXPIRY })),
  registryKey('lasting', [2, 1], (at) => ({ added: at.keysAdded })),
  registryKey('third', [65_535, 1], (at) => ({ added: at.keysAdded })),
  registryKey('revoked', [3, 1], (at) => ({ added: at.keysAdded, revoked: at.keyRevoked })),
  registryKey('banned', [0, 0], (at) => ({ revoked: at.keyBanned })),
  registry(6, 'the guardian in force', inbox, ({ at }) => [
    [guardian.address, 160],
    [at.guardianSet + TWO_DAYS, 40],
  ]),
  registry(
    6,
    'the guardian to come',
    inbox,
    ({ at }) => [
      [nextGuardian.address, 160],
      [at.nextGuardianSet + TWO_DAYS, 40],
    ],
    1,
  ),
  registry(7, 'the transfer of recovery: to whom', inbox, ({ at }) => [
    [NEW_RECOVERY, 160],
    [at.transferStarted, 40],
  ]),
  registry(7, 'the transfer of recovery: by whom', inbox, () => [[guardian.address, 160]], 1),
]

const relays = (
  slot: number,
  name: string,
  keys: StoredWord['keys'],
  fields: StoredWord['fields'],
): StoredWord => ({ name, contract: 'relays', slot, keys, fields })

const ofRelays: StoredWord[] = [
  relays(
    0,
    'the entry of a relay',
    () => [relay.address],
    ({ at }) => [
      [RELAY_SIGNER, 160],
      [1, 8],
      [at.relayRegistered, 40],
    ],
  ),
  relays(
    0,
    'the entry of a relay that is not active',
    () => [idleRelay.address],
    ({ at }) => [
      [idleRelay.address, 160],
      [0, 8],
      [at.idleRegistered, 40],
    ],
  ),
  relays(
    1,
    'a carriage',
    ({ token }) => [relay.address, token],
    ({ at }) => [
      [40, 96],
      [1, 8],
      [at.carriageSet, 40],
    ],
  ),
  relays(
    1,
    'a carriage in a token that is not accepted',
    () => [relay.address, zeroAddress],
    ({ at }) => [
      [30, 96],
      [0, 8],
      [at.carriageRefused, 40],
    ],
  ),
]

const office = (
  slot: number,
  name: string,
  keys: StoredWord['keys'],
  fields: StoredWord['fields'],
): StoredWord => ({ name, contract: 'office', slot, keys, fields })

const balance = (name: string, owner: Address, inEther: number, inToken: number): StoredWord[] => [
  office(
    0,
    `the balance of ${name} in ether`,
    () => [owner, zeroAddress],
    () => [[inEther, 256]],
  ),
  office(
    0,
    `the balance of ${name} in the token`,
    ({ token }) => [owner, token],
    () => [[inToken, 256]],
  ),
]

const OPEN = 1
const ADMITTED = 2
const TO_RELAY = 1
const CARRIAGE_PAID = 2

const stamp = (
  name: Parameters<Scene['stampId']>[0],
  [status, flags]: [number, number],
  times: (at: Scene['at']) => { posted?: number; settled?: number },
) =>
  office(
    10,
    `the stamp: ${name}`,
    ({ stampId }) => [stampId(name)],
    ({ at }) => {
      const { posted = 0, settled = 0 } = times(at)
      return [
        [status, 8],
        [flags, 8],
        [posted, 40],
        [settled, 40],
      ]
    },
  )

const mailing = (
  name: keyof Scene['mailingIds'],
  [status, collected]: [number, number],
  closedAt: (at: Scene['at']) => number = () => 0,
) =>
  office(
    11,
    `the mailing: ${name}`,
    ({ mailingIds }) => [mailingIds[name]],
    ({ at }) => [
      [status, 8],
      [collected, 32],
      [at.opened[name], 40],
      [closedAt(at), 40],
    ],
  )

const page = (name: keyof Scene['mailingIds'], number: number, bits: number[]) =>
  office(
    12,
    `page ${number} of the letters collected of the mailing: ${name}`,
    ({ mailingIds }) => [mailingIds[name], numberToHex(number)],
    () => [[bits.reduce((word, bit) => word | (1n << BigInt(bit)), 0n), 256]],
  )

const ofOffice: StoredWord[] = [
  ...balance('the sender', bob.address, 8_140, 12_269),
  ...balance('the relay', relay.address, 1_590, 80),
  ...balance('the payout', PAYOUT, 500, 2_500),
  ...balance('the spender', carol.address, 0, 111),
  office(
    1,
    'an operator',
    () => [bob.address, erin.address],
    () => [[1, 8]],
  ),
  office(
    2,
    'an allowance partly spent',
    ({ token }) => [bob.address, carol.address, token],
    () => [[999_889, 256]],
  ),
  office(
    2,
    'an allowance that never falls',
    () => [bob.address, carol.address, zeroAddress],
    () => [[maxUint256, 256]],
  ),
  office(
    5,
    'the nonce of an account that has voided three',
    () => [bob.address],
    () => [[3, 256]],
  ),
  office(
    6,
    'the terms in ether',
    ({ inboxId }) => [inboxId, zeroAddress],
    ({ at }) => [
      [1_000, 96],
      [3_600, 32],
      [0, 8],
      [at.termsSet, 40],
    ],
  ),
  office(
    6,
    'the terms in the token, by which the relay may collect',
    ({ inboxId, token }) => [inboxId, token],
    ({ at }) => [
      [2_000, 96],
      [7_200, 32],
      [1, 8],
      [at.tokenTermsSet, 40],
    ],
  ),
  office(7, 'the door', inbox, ({ at }) => [
    [2, 8],
    [at.doorSet, 40],
  ]),
  office(
    8,
    'the consent to an address',
    ({ inboxId }) => [inboxId, carol.address],
    ({ at }) => [
      [2, 8],
      [at.consentsSet, 40],
    ],
  ),
  office(
    8,
    'the consent to an inbox',
    ({ inboxId }) => [inboxId, FRIEND],
    ({ at }) => [
      [1, 8],
      [at.consentsSet, 40],
    ],
  ),
  office(9, 'the payout', inbox, () => [[PAYOUT, 160]]),
  stamp('open', [OPEN, 0], ({ posted }) => ({ posted: posted.open })),
  stamp('openToRelay', [OPEN, TO_RELAY], ({ posted }) => ({ posted: posted.openToRelay })),
  stamp('admitted', [ADMITTED, CARRIAGE_PAID], ({ posted }) => ({ posted: posted.admitted })),
  stamp('admittedToRelay', [ADMITTED, TO_RELAY | CARRIAGE_PAID], ({ posted }) => ({
    posted: posted.admittedToRelay,
  })),
  stamp('collected', [3, TO_RELAY | CARRIAGE_PAID], ({ posted, settled }) => ({
    posted: posted.collected,
    settled: settled.collected,
  })),
  stamp('returned', [4, CARRIAGE_PAID], ({ posted, settled }) => ({
    posted: posted.returned,
    settled: settled.returned,
  })),
  stamp('expired', [5, 0], ({ posted, settled }) => ({
    posted: posted.expired,
    settled: settled.expired,
  })),
  stamp('expiredAdmitted', [5, CARRIAGE_PAID], ({ posted, settled }) => ({
    posted: posted.expiredAdmitted,
    settled: settled.expiredAdmitted,
  })),
  stamp('voided', [6, 0], ({ settled }) => ({ settled: settled.voided })),
  stamp('unposted', [0, 0], () => ({})),
  mailing('open', [1, 0]),
  mailing('admitted', [2, 4]),
  mailing('closed', [3, 1], ({ mailingClosed }) => mailingClosed),
  page('admitted', 0, [3, 255]),
  page('admitted', 1, [0, 43]),
  page('admitted', 2, []),
  page('closed', 0, [1]),
  page('open', 0, []),
]

/** Every kind of word that docs/storage.md publishes. */
export const storedWords: StoredWord[] = [...ofRegistry, ...ofRelays, ...ofOffice]

/** EIP-712's, for names longer than ours. */
const unused = [
  { contract: 'registry', slots: [0, 1] },
  { contract: 'office', slots: [3, 4] },
] as const

/** What docs/storage.md says is 0. */
export const emptyWords: StoredWord[] = unused.flatMap(({ contract, slots }) =>
  slots.map((slot) => ({
    name: `EIP-712's slot ${slot} of the ${contract}`,
    contract,
    slot,
    keys: () => [],
    fields: () => [],
  })),
)
