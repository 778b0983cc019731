import type { Address, Hash } from 'viem'
import type { ScopedChain } from '../config/scopedChain.ts'
import { isRefusal } from '../wallet/isRefusal.ts'
import type { Problem } from './Problem.ts'
import { problemsOfChain } from './problemsOfChain.ts'
import { problemsOfSdk } from './problemsOfSdk.ts'
import { problemsOfWallet } from './problemsOfWallet.ts'
import { shortly } from './shortly.ts'

/** What a problem is about, and ways out of it. */
export type ProblemFacts = {
  chain: ScopedChain
  /** As the wallet calls itself. */
  walletName?: string | undefined
  /** Whom the money is lacking. */
  address?: Address | undefined
  /** Of what was sent, and is not seen in a block. */
  hash?: Hash | undefined
  retry?: (() => void) | undefined
  /** Opens the dialog that connects a wallet. */
  connect?: (() => void) | undefined
  /** Looks for what may have gone out. */
  look?: ((hash: Hash | undefined) => void) | undefined
  /** After the local chain has given the account money. */
  onFunded?: (() => void) | undefined
}

/**
 * Whatever was thrown while something was done, as a sentence with a way out.
 *
 * @returns Undefined where the person said no: then there is no problem, and all is as before.
 */
export function problemOf(error: unknown, facts: ProblemFacts): Problem | undefined {
  if (isRefusal(error)) return undefined
  return (
    problemsOfWallet(error, facts) ??
    problemsOfChain(error, facts) ??
    problemsOfSdk(error, facts) ?? {
      title: 'That did not work',
      sentence: shortly(error),
      ...(facts.retry && { way: { label: 'Try again', run: facts.retry } }),
    }
  )
}
