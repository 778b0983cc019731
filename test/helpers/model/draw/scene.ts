import type { Address, Hex } from 'viem'
import { zeroHash } from 'viem'
import type { Mailing, Stamp } from '../../../../protocol/eip712/postOffice.ts'
import { inboxIdOf } from '../../../../protocol/ids.ts'
import type { MailingTree } from '../../../../protocol/mailingTree.ts'
import { walletsOf } from '../inboxes.ts'
import { mailingId } from '../mailings.ts'
import { RECOVERY_DELAY, TRANSFER_LIFETIME } from '../recovery.ts'
import type { Signature, Struct } from '../signed.ts'
import { nonceOf, signatoryOf } from '../signed.ts'
import { stampId } from '../stamps.ts'
import type { Setup, State } from '../state.ts'
import type { ArgsOf, Call, Contract, NameOf } from '../world.ts'
import type { Dice } from './dice.ts'

export type Letters = {
  letters: readonly { inboxId: Hex; letterHash: Hex }[]
  tree: MailingTree
}

/** What a story has come to: all that the next call is drawn from. */
export type Scene = {
  setup: Setup
  accounts: readonly Address[]
  /** Native money and the others. */
  tokens: readonly [Address, ...Address[]]
  /** What mailings can be made of. */
  templates: readonly [Letters, ...Letters[]]
  state: State
  /** Unix seconds of the next call. */
  now: number
  /** That were named in a call, posted or not. */
  stamps: Stamp[]
  mailings: { mailing: Mailing; letters: Letters }[]
  calls: Call[]
}

export function callOf<C extends Contract, N extends NameOf<C>>(
  { now }: Scene,
  contract: C,
  name: N,
  caller: Address,
  args: ArgsOf<C, N>,
  value = 0n,
): Call {
  return { contract, name, args, caller, value, now }
}

/** The time of the next call: soon, or right before, at or after something becomes possible or impossible. */
export function drawTime(scene: Scene, dice: Dice, draft: string): number {
  const { now } = scene
  const awaited = dice.among(awaitedTimes(scene, draft))
  if (awaited && dice.onceIn(3)) return Math.max(now, awaited + dice.pick([0, 1, 0, 60, 0, -1]))
  const wait = dice.pick([0, 1, 0, 0, 12, 0, 0, 0, undefined])
  if (wait !== undefined) return now + wait
  const due = [...new Set(dueTimes(scene))].sort((a, b) => a - b)
  const time = dice.among(dice.onceIn(3) ? due : due.slice(0, 2)) ?? now
  return Math.max(now, time + dice.pick([0, -1, 1]))
}

/** When what is drawn becomes possible at all. */
function awaitedTimes({ setup, state, stamps, mailings }: Scene, draft: string): number[] {
  if (draft === 'office.expire') {
    const open = stamps.filter((stamp) => state.office.stamps.has(stampId(setup, stamp)))
    return open.map(({ expiresAt }) => expiresAt)
  }
  if (draft === 'office.closeMailing') {
    const known = mailings.map(({ mailing }) => mailing)
    const open = known.filter((mailing) => state.office.mailings.has(mailingId(setup, mailing)))
    return open.map(({ expiresAt }) => expiresAt)
  }
  if (!draft.endsWith('RecoveryTransfer')) return []
  const started = [...state.registry.transfers.values()]
  const guardianships = [...state.registry.guardianships.values()].flat()
  const delays = [RECOVERY_DELAY, RECOVERY_DELAY, RECOVERY_DELAY, TRANSFER_LIFETIME]
  return [
    ...started.flatMap(({ startedAt }) => delays.map((delay) => startedAt + delay)),
    ...guardianships.map(({ from }) => from),
  ]
}

function dueTimes({ state, stamps, mailings, now }: Scene): number[] {
  const { guardianships, transfers, keys } = state.registry
  return [
    ...stamps.map(({ expiresAt }) => expiresAt),
    ...mailings.map(({ mailing }) => mailing.expiresAt),
    ...[...guardianships.values()].flatMap((all) => all.map(({ from }) => from)),
    ...[...transfers.values()].flatMap(({ startedAt }) => [
      startedAt + RECOVERY_DELAY,
      startedAt + TRANSFER_LIFETIME,
    ]),
    ...[...keys.values()].map(({ expiresAt }) => expiresAt),
  ].filter((time) => time > now)
}

export function drawAccount({ accounts }: Scene, dice: Dice): Address {
  return dice.among(accounts) as Address
}

/** Mostly `right`, if there is one that can call. */
export function mostly(scene: Scene, dice: Dice, right: Address | undefined): Address {
  const isAble = right && scene.accounts.includes(right)
  return isAble && !dice.onceIn(8) ? right : drawAccount(scene, dice)
}

/** Mostly one that is registered. */
export function drawInbox(scene: Scene, dice: Dice): Hex {
  const registered = dice.among([...scene.state.registry.inboxes.keys()])
  const other = dice.onceIn(2) ? zeroHash : inboxIdOf(drawAccount(scene, dice), 1n)
  return registered && !dice.onceIn(16) ? registered : other
}

/** Mostly one of its wallets. */
export function drawWallet(scene: Scene, dice: Dice, inboxId: Hex): Address {
  const wallets = walletsOf(scene.state, inboxId)
  const known = wallets.filter((wallet) => scene.accounts.includes(wallet))
  return mostly(scene, dice, dice.among(known))
}

/** Unix seconds: mostly ahead, and right before, at and after now. */
export function drawDeadline({ now }: Scene, dice: Dice): bigint {
  return BigInt(now + dice.pick([600, 600, 600, 0, 1, -1]))
}

/** The signer's present nonce, mostly. */
export function drawNonce({ state }: Scene, dice: Dice, domain: Struct['domain'], of: Address) {
  return nonceOf(state, domain, of) + dice.pick([0n, 0n, 0n, 0n, 0n, 0n, 0n, 1n])
}

/** Mostly the signer's over just that; or somebody else's, over something else, for the other contract, or garbage. */
export function drawSignature(
  scene: Scene,
  dice: Dice,
  signer: Address,
  struct: Struct,
): Signature {
  const right: Signature = { by: signatoryOf(scene.setup, signer), struct }
  const other = struct.domain === 'office' ? 'registry' : 'office'
  if (!dice.onceIn(6)) return right
  return dice.pick<() => Signature>([
    () => ({ ...right, by: signatoryOf(scene.setup, drawAccount(scene, dice)) }),
    () => ({ ...right, struct: { ...struct, message: changed(struct.message) } }),
    () => ({ ...right, struct: { ...struct, domain: other } }),
    () => ({ ...right, by: 'nobody' }),
  ])()

  function changed(message: Struct['message']) {
    const [field, value] =
      Object.entries(message).findLast(([, value]) => typeof value === 'bigint') ?? []
    if (field !== undefined) return { ...message, [field]: (value as bigint) + 1n }
    return { ...message, collect: !message.collect }
  }
}
