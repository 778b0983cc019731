import type { Call, Contract } from '../world.ts'
import type { Dice } from './dice.ts'
import { ledgerDraws } from './ledgerCalls.ts'
import { mailingDraws } from './mailingCalls.ts'
import { registryDraws } from './registryCalls.ts'
import type { Scene } from './scene.ts'
import { drawAccount, drawTime } from './scene.ts'
import { stampDraws } from './stampCalls.ts'

const draws: Record<Contract, Record<string, (scene: Scene, dice: Dice) => Call>> = {
  registry: registryDraws,
  office: { ...ledgerDraws, ...stampDraws, ...mailingDraws },
}

/** How often what is drawn, where not once; the more a function needs to have happened before it, the oftener. */
const WEIGHTS: Record<string, number> = {
  'registry.register': 3,
  'registry.linkWallet': 4,
  'registry.unlinkWallet': 3,
  'registry.addKeys': 3,
  'registry.revokeKeys': 2,
  'registry.setGuardian': 2,
  'registry.startRecoveryTransfer': 4,
  'registry.cancelRecoveryTransfer': 2,
  'registry.acceptRecoveryTransfer': 3,
  'office.deposit': 4,
  'office.approve': 2,
  'office.setTerms': 2,
  'office.setConsents': 3,
  'office.post': 5,
  'office.postMany': 2,
  'office.postFor': 2,
  'office.postFrom': 6,
  'office.voidStamps': 2,
  'office.admit': 3,
  'office.collect': 3,
  'office.returnToSender': 2,
  'office.settleFor': 3,
  'office.expire': 3,
  'office.openMailing': 5,
  'office.admitMailing': 2,
  'office.collectMail': 6,
  'office.collectMailFor': 5,
  'office.closeMailing': 3,
  again: 5,
}

/** Each of them as often as it weighs. */
export const DRAFTS: readonly string[] = [
  ...Object.entries(draws).flatMap(([contract, functions]) =>
    Object.keys(functions).map((name) => `${contract}.${name}`),
  ),
  'again',
].flatMap((draft) => Array<string>(WEIGHTS[draft] ?? 1).fill(draft))

/** Those of a story about recovery, which takes many steps to come to its turns. */
export const RECOVERY_DRAFTS: readonly string[] = [
  ...['registry.setGuardian', 'registry.setGuardian', 'registry.setGuardian'],
  ...['registry.startRecoveryTransfer', 'registry.startRecoveryTransfer'],
  ...['registry.acceptRecoveryTransfer', 'registry.cancelRecoveryTransfer'],
]

/** Makes a call of a draft, in a scene whose time it sets. */
export function drawCall(scene: Scene, draft: string, dice: Dice): Call {
  scene.now = drawTime(scene, dice, draft)
  if (draft === 'again') {
    const call = dice.among(scene.calls.slice(-12)) ?? drawCall(scene, 'office.post', dice)
    const caller = dice.onceIn(4) ? drawAccount(scene, dice) : call.caller
    return { ...call, caller, now: scene.now }
  }
  const [contract, name] = draft.split('.') as [Contract, string]
  const draw = draws[contract][name]
  if (!draw) throw new RangeError(`Nothing draws ${draft}.`)
  return draw(scene, dice)
}
