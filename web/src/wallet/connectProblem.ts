import { causesOf } from './causesOf.ts'
import { isRefusal } from './isRefusal.ts'
import { walletLabel } from './walletLabel.ts'

/** Why a wallet could not be connected, in a sentence; undefined where the person said no. */
export function connectProblem(error: unknown, walletName: string): string | undefined {
  if (isRefusal(error)) return undefined
  const name = walletLabel(walletName)
  const codes = causesOf(error).map((cause) => (cause as { code?: unknown }).code)
  if (codes.includes(-32002))
    return `${name} was asked already and waits for your answer. Open it, answer there, and try again.`
  if (codes.includes(4100)) return `${name} is locked. Unlock it and try again.`
  return `${name} did not connect. See that it is unlocked and has an account, and try again.`
}
