import type { Address } from 'viem'
import { getAddress, maxUint256, zeroAddress } from 'viem'

import { balanceOf, idOf } from '../ledger.ts'
import { NATIVE } from '../tokens.ts'
import type { Call } from '../world.ts'
import type { Dice } from './dice.ts'
import type { Scene } from './scene.ts'
import { callOf, drawAccount, drawDeadline, drawNonce, drawSignature } from './scene.ts'

type Draw = (scene: Scene, dice: Dice) => Call

/** A token without a contract. */
export const NOWHERE = getAddress('0x0000000000000000000000000000000000000bad')

export const ledgerDraws: Record<string, Draw> = {
  deposit(scene, dice) {
    const token = drawToken(scene, dice)
    const caller = drawAccount(scene, dice)
    const amount = dice.pick([100n, 10n, 1n, 1n, 2n, 0n, token === NATIVE ? 3n : 200_000n])
    const right = token === NATIVE ? amount : 0n
    const value = dice.onceIn(10) ? right + 1n : right
    const tooLarge = 2n ** 192n + amount
    const args = [token, drawReceiver(scene, dice), dice.onceIn(20) ? tooLarge : amount] as const
    return callOf(scene, 'office', 'deposit', caller, [...args], value)
  },

  withdraw(scene, dice) {
    const token = drawToken(scene, dice)
    const caller = drawAccount(scene, dice)
    const args = [token, drawAmount(scene, dice, caller, token), drawReceiver(scene, dice)] as const
    return callOf(scene, 'office', 'withdraw', caller, [...args])
  },

  withdrawFor(scene, dice) {
    const [owner, token] = [drawAccount(scene, dice), drawToken(scene, dice)]
    const [amount, to] = [drawAmount(scene, dice, owner, token), drawReceiver(scene, dice)]
    const deadline = drawDeadline(scene, dice)
    const nonce = drawNonce(scene, dice, 'office', owner)
    const message = { owner, token, amount, to, nonce, deadline }
    const struct = { domain: 'office', primaryType: 'Withdraw', message } as const
    const signature = drawSignature(scene, dice, owner, struct)
    const caller = drawAccount(scene, dice)
    const args = [owner, token, amount, to, deadline, signature] as const
    return callOf(scene, 'office', 'withdrawFor', caller, [...args])
  },

  transfer(scene, dice) {
    const token = drawToken(scene, dice)
    const caller = drawAccount(scene, dice)
    const amount = drawAmount(scene, dice, caller, token)
    const args = [drawReceiver(scene, dice), idOf(token), amount] as const
    return callOf(scene, 'office', 'transfer', caller, [...args])
  },

  transferFrom(scene, dice) {
    const caller = drawAccount(scene, dice)
    const { sender, token } = drawOwner(scene, dice, caller)
    const amount = drawAmount(scene, dice, sender, token)
    const args = [sender, drawReceiver(scene, dice), idOf(token), amount] as const
    return callOf(scene, 'office', 'transferFrom', caller, [...args])
  },

  approve(scene, dice) {
    const spender = dice.onceIn(16) ? zeroAddress : drawAccount(scene, dice)
    const amount = dice.pick([20n, maxUint256, 3n, 1n, 0n])
    const args = [spender, idOf(drawToken(scene, dice)), amount] as const
    return callOf(scene, 'office', 'approve', drawAccount(scene, dice), [...args])
  },

  setOperator(scene, dice) {
    const spender = dice.onceIn(16) ? zeroAddress : drawAccount(scene, dice)
    const args = [spender, dice.pick([true, false])] as const
    return callOf(scene, 'office', 'setOperator', drawAccount(scene, dice), [...args])
  },

  useNonce(scene, dice) {
    return callOf(scene, 'office', 'useNonce', drawAccount(scene, dice), [])
  },
}

export function drawToken({ tokens }: Scene, dice: Dice): Address {
  const [native, dollar, fee] = tokens
  const common = dice.pick([native, dollar, native, dollar, fee]) ?? native
  return dice.onceIn(40) ? NOWHERE : common
}

/** Somebody of whose balance the caller may spend, mostly, and a token that it may. */
export function drawOwner(scene: Scene, dice: Dice, caller: Address) {
  const { allowances, operators } = scene.state.office
  const token = drawToken(scene, dice)
  const open = [
    ...[...allowances].flatMap(([key]) => {
      const [owner, spender, of] = key.split(' ') as [Address, Address, Address]
      return spender === caller ? [{ sender: owner, token: of }] : []
    }),
    ...[...operators].flatMap((key) => {
      const [owner, spender] = key.split(' ') as [Address, Address]
      return spender === caller ? [{ sender: owner, token }] : []
    }),
  ]
  const known = dice.among(open)
  return known && !dice.onceIn(6) ? known : { sender: drawAccount(scene, dice), token }
}

/** Of a balance: little, all, and just more than there is. */
function drawAmount({ state }: Scene, dice: Dice, owner: Address, token: Address): bigint {
  const all = balanceOf(state, owner, token)
  return dice.pick([1n, 5n, all, 0n, all + 1n, 30n])
}

function drawReceiver(scene: Scene, dice: Dice): Address {
  const { office, registry } = scene.setup
  if (!dice.onceIn(8)) return drawAccount(scene, dice)
  return dice.pick([registry, office, zeroAddress])
}
