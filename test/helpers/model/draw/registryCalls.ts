import type { Address, Hex } from 'viem'
import { pad, zeroAddress } from 'viem'
import { keyIdOf } from '../../../../protocol/ids.ts'
import { recoveryOf } from '../inboxes.ts'
import type { KeyInput } from '../keys.ts'
import { guardianOf, pendingTransfer } from '../recovery.ts'
import type { Call } from '../world.ts'
import type { Dice } from './dice.ts'
import type { Scene } from './scene.ts'
import {
  callOf,
  drawAccount,
  drawDeadline,
  drawInbox,
  drawNonce,
  drawSignature,
  drawWallet,
  mostly,
} from './scene.ts'

type Draw = (scene: Scene, dice: Dice) => Call

/** A few keys, so that the same one is added and revoked again and again. */
export const KEYS: readonly [KeyInput, ...KeyInput[]] = [
  { kind: 1, publicKey: pad('0x01', { size: 32 }) },
  { kind: 1, publicKey: pad('0x02', { size: 32 }) },
  { kind: 3, publicKey: pad('0x03', { size: 33 }) },
  { kind: 5, publicKey: pad('0x05', { size: 1_216 }) },
  { kind: 1_000, publicKey: '0x01' as Hex },
  { kind: 65_535, publicKey: pad('0x01', { size: 2_048 }) },
].map((key): KeyInput => ({ ...key, expiresAt: 0, possession: '0x' })) as [KeyInput]

const WRONG_KEYS: readonly [Partial<KeyInput>, ...Partial<KeyInput>[]] = [
  { kind: 0 },
  { kind: 7 },
  { kind: 999 },
  { kind: 1, publicKey: pad('0x', { size: 31 }) },
  { kind: 4, publicKey: pad('0x', { size: 32 }) },
  { kind: 6, publicKey: pad('0x', { size: 1_185 }) },
  { kind: 1_001, publicKey: '0x' },
  { kind: 1_001, publicKey: pad('0x', { size: 2_049 }) },
  { possession: pad('0x', { size: 1_025 }) },
]

export const registryDraws: Record<string, Draw> = {
  register(scene, dice) {
    const caller = mostly(scene, dice, drawStranger(scene, dice))
    return callOf(scene, 'registry', 'register', caller, drawRegistration(scene, dice))
  },

  registerFor(scene, dice) {
    const wallet = mostly(scene, dice, drawStranger(scene, dice))
    const [inboxNonce, recovery, keys] = drawRegistration(scene, dice)
    const deadline = drawDeadline(scene, dice)
    const nonce = drawNonce(scene, dice, 'registry', wallet)
    const message = { wallet, inboxNonce, recovery, keys, nonce, deadline }
    const struct = { domain: 'registry', primaryType: 'Register', message } as const
    const signature = drawSignature(scene, dice, wallet, struct)
    const args = [wallet, inboxNonce, recovery, keys, deadline, signature] as const
    return callOf(scene, 'registry', 'registerFor', drawAccount(scene, dice), [...args])
  },

  linkWallet(scene, dice) {
    const inboxId = drawInbox(scene, dice)
    const wallet = mostly(scene, dice, drawStranger(scene, dice))
    return linkWallet(scene, dice, inboxId, wallet)
  },

  unlinkWallet(scene, dice) {
    const inboxId = drawInbox(scene, dice)
    const wallet = drawWallet(scene, dice, inboxId)
    const caller = mostly(scene, dice, dice.pick([wallet, recoveryOf(scene.state, inboxId)]))
    return callOf(scene, 'registry', 'unlinkWallet', caller, [inboxId, wallet])
  },

  addKeys(scene, dice) {
    const inboxId = drawInbox(scene, dice)
    const caller = drawWallet(scene, dice, inboxId)
    return callOf(scene, 'registry', 'addKeys', caller, [inboxId, drawKeys(scene, dice)])
  },

  addKeysFor(scene, dice) {
    const inboxId = drawInbox(scene, dice)
    const wallet = drawWallet(scene, dice, inboxId)
    const keys = drawKeys(scene, dice)
    const deadline = drawDeadline(scene, dice)
    const nonce = drawNonce(scene, dice, 'registry', wallet)
    const message = { wallet, inboxId, keys, nonce, deadline }
    const struct = { domain: 'registry', primaryType: 'AddKeys', message } as const
    const signature = drawSignature(scene, dice, wallet, struct)
    const caller = drawAccount(scene, dice)
    const args = [wallet, inboxId, keys, deadline, signature] as const
    return callOf(scene, 'registry', 'addKeysFor', caller, [...args])
  },

  revokeKeys(scene, dice) {
    const inboxId = drawInbox(scene, dice)
    const caller = drawInCharge(scene, dice, inboxId)
    return callOf(scene, 'registry', 'revokeKeys', caller, [inboxId, drawKeyIds(dice)])
  },

  revokeKeysFor(scene, dice) {
    const inboxId = drawInbox(scene, dice)
    const signer = drawInCharge(scene, dice, inboxId)
    const keyIds = drawKeyIds(dice)
    const deadline = drawDeadline(scene, dice)
    const nonce = drawNonce(scene, dice, 'registry', signer)
    const message = { signer, inboxId, keyIds, nonce, deadline }
    const struct = { domain: 'registry', primaryType: 'RevokeKeys', message } as const
    const signature = drawSignature(scene, dice, signer, struct)
    const caller = drawAccount(scene, dice)
    const args = [signer, inboxId, keyIds, deadline, signature] as const
    return callOf(scene, 'registry', 'revokeKeysFor', caller, [...args])
  },

  revokeAllKeys(scene, dice) {
    const inboxId = drawInbox(scene, dice)
    const caller = drawInCharge(scene, dice, inboxId)
    return callOf(scene, 'registry', 'revokeAllKeys', caller, [inboxId])
  },

  setGuardian(scene, dice) {
    const inboxId = drawInbox(scene, dice)
    const caller = mostly(scene, dice, recoveryOf(scene.state, inboxId))
    const { current } = guardianOf(scene.state, scene.now, inboxId)
    const guardian = dice.pick([drawAccount(scene, dice), current, zeroAddress])
    return callOf(scene, 'registry', 'setGuardian', caller, [inboxId, guardian])
  },

  startRecoveryTransfer(scene, dice) {
    const inboxId = drawInbox(scene, dice)
    const { current } = guardianOf(scene.state, scene.now, inboxId)
    const inOffice = dice.pick([current, recoveryOf(scene.state, inboxId)])
    const caller = mostly(scene, dice, inOffice === zeroAddress ? undefined : inOffice)
    const to = dice.onceIn(12) ? zeroAddress : drawAccount(scene, dice)
    return callOf(scene, 'registry', 'startRecoveryTransfer', caller, [inboxId, to])
  },

  cancelRecoveryTransfer(scene, dice) {
    const inboxId = drawHandedOver(scene, dice)
    const caller = drawInCharge(scene, dice, inboxId)
    return callOf(scene, 'registry', 'cancelRecoveryTransfer', caller, [inboxId])
  },

  acceptRecoveryTransfer(scene, dice) {
    const inboxId = drawHandedOver(scene, dice)
    const named = scene.state.registry.transfers.get(inboxId)?.to
    const pending = pendingTransfer(scene.state, scene.now, inboxId)?.to
    const caller = mostly(scene, dice, pending ?? named)
    return callOf(scene, 'registry', 'acceptRecoveryTransfer', caller, [inboxId])
  },

  linkAccount(scene, dice) {
    const inboxId = drawInbox(scene, dice)
    const caller = drawWallet(scene, dice, inboxId)
    const proof = pad('0x01', { size: dice.pick([64, 1, 2_048, 2_049]) })
    const args = [inboxId, drawAccountName(dice), proof] as const
    return callOf(scene, 'registry', 'linkAccount', caller, [...args])
  },

  unlinkAccount(scene, dice) {
    const inboxId = drawInbox(scene, dice)
    const caller = drawWallet(scene, dice, inboxId)
    return callOf(scene, 'registry', 'unlinkAccount', caller, [inboxId, drawAccountName(dice)])
  },

  useNonce(scene, dice) {
    return callOf(scene, 'registry', 'useNonce', drawAccount(scene, dice), [])
  },
}

export function linkWallet(scene: Scene, dice: Dice, inboxId: Hex, wallet: Address): Call {
  const deadline = drawDeadline(scene, dice)
  const nonce = drawNonce(scene, dice, 'registry', wallet)
  const message = { inboxId, wallet, nonce, deadline }
  const struct = { domain: 'registry', primaryType: 'LinkWallet', message } as const
  const signature = drawSignature(scene, dice, wallet, struct)
  const caller = mostly(scene, dice, recoveryOf(scene.state, inboxId))
  return callOf(scene, 'registry', 'linkWallet', caller, [inboxId, wallet, deadline, signature])
}

/** An account that is linked to no inbox. */
function drawStranger({ state, accounts }: Scene, dice: Dice): Address | undefined {
  return dice.among(accounts.filter((account) => !state.registry.inboxOf.has(account)))
}

/** Mostly an inbox with a transfer. */
function drawHandedOver(scene: Scene, dice: Dice): Hex {
  const inboxId = dice.among([...scene.state.registry.transfers.keys()])
  return inboxId && !dice.onceIn(4) ? inboxId : drawInbox(scene, dice)
}

function drawInCharge(scene: Scene, dice: Dice, inboxId: Hex): Address {
  const wallet = drawWallet(scene, dice, inboxId)
  const { current } = guardianOf(scene.state, scene.now, inboxId)
  const guardian = current === zeroAddress ? undefined : current
  const one = dice.pick([wallet, recoveryOf(scene.state, inboxId), wallet, guardian])
  return one && scene.accounts.includes(one) ? one : wallet
}

function drawRegistration(scene: Scene, dice: Dice): [bigint, Address, KeyInput[]] {
  const { office } = scene.setup
  const recovery = dice.pick([zeroAddress, drawAccount(scene, dice), drawAccount(scene, dice)])
  const keys = dice.onceIn(2) ? drawKeys(scene, dice) : []
  return [dice.pick([0n, 1n]), dice.onceIn(24) ? office : recovery, keys]
}

function drawKeys({ now }: Scene, dice: Dice): KeyInput[] {
  return Array.from({ length: dice.pick([1, 2, 3, 0]) }, () => ({
    ...dice.pick([KEYS[0], KEYS[0], KEYS[0], ...KEYS]),
    expiresAt: dice.onceIn(2) ? 0 : now + dice.pick([60, 1, 3_600, 60, 1, 0, -1]),
    ...(dice.onceIn(5) ? dice.pick(WRONG_KEYS) : {}),
  }))
}

function drawKeyIds(dice: Dice): Hex[] {
  return Array.from({ length: dice.pick([1, 2, 0]) }, () => {
    const { kind, publicKey } = dice.pick([KEYS[0], KEYS[0], KEYS[0], ...KEYS])
    return keyIdOf(kind, publicKey)
  })
}

/** Of 1 to 171 bytes, which are not always as many letters. */
function drawAccountName(dice: Dice): string {
  return dice.pick([
    'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:7S3P4',
    'ü'.repeat(85),
    '',
    'ü'.repeat(86),
  ])
}
