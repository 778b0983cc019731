import type { Hex } from 'viem'
import type { EligibleLetter } from './eligibleLetter.ts'
import { keepNewest } from './keepNewest.ts'
import type { LetterKey } from './letterKey.ts'
import type { LetterStore } from './letterStore.ts'
import type { Receipt } from './receipt.ts'
import type { Unadmitted } from './unadmitted.ts'
import { postageIdOf } from './unadmitted.ts'

type Claim = { claimId: string; until: number }
type Listed = { postage: Unadmitted; notBefore: number; isSettled: boolean }

/**
 * A store in the memory of this process, for trying things out and for tests: it forgets at a restart, and of more than `maxLetters` the
 * oldest. Of what is under way, retracted or to be admitted it keeps no more than that either.
 *
 * @param parameters.maxLetters - 100,000 unless told.
 *
 * @example
 * const guard = requirePostage({ chainId, relay, signer, source, store: memoryLetterStore() })
 */
export function memoryLetterStore({ maxLetters = 100_000 } = {}): LetterStore {
  const receipts = new Map<string, Receipt>()
  const claims = new Map<string, Claim>()
  const retracted = new Set<string>()
  const postages = new Map<Hex, Listed>()

  function standing(key: LetterKey): Receipt | undefined {
    const receipt = receipts.get(nameOf(key))
    return receipt && !retracted.has(receipt.admission.postageId) ? receipt : undefined
  }

  function claim(key: LetterKey, claimId: string, seconds: number): 'claimed' | 'busy' | Receipt {
    const receipt = standing(key)
    if (receipt) return receipt
    const held = claims.get(nameOf(key))
    if (held && held.claimId !== claimId && held.until > Date.now()) return 'busy'
    // A claim that is renewed moves to the end: the first are those that lapse first.
    claims.delete(nameOf(key))
    claims.set(nameOf(key), { claimId, until: Date.now() + seconds * 1_000 })
    dropLapsed()
    return 'claimed'
  }

  function dropLapsed(): void {
    for (const [name, { until }] of claims) {
      if (until > Date.now()) break
      claims.delete(name)
    }
    keepNewest(claims, maxLetters)
  }

  function retract(postageId: Hex): void {
    retracted.delete(postageId)
    retracted.add(postageId)
    keepNewest(retracted, maxLetters)
  }

  function finish(letter: EligibleLetter, unadmitted: Unadmitted | undefined): Receipt {
    claims.delete(nameOf(letter))
    const receipt = standing(letter) ?? letter.receipt
    receipts.set(nameOf(letter), receipt)
    keepNewest(receipts, maxLetters)
    if (unadmitted && !postages.has(postageIdOf(unadmitted)))
      postages.set(postageIdOf(unadmitted), { postage: unadmitted, notBefore: 0, isSettled: false })
    keepNewest(postages, maxLetters)
    return receipt
  }

  function release(key: LetterKey, claimId: string): void {
    if (claims.get(nameOf(key))?.claimId === claimId) claims.delete(nameOf(key))
  }

  function list(limit: number): Unadmitted[] {
    const now = Date.now()
    for (const [id, { postage }] of postages)
      if (postage.expiresAt * 1_000 <= now) postages.delete(id)
    return [...postages.values()]
      .filter(({ notBefore, isSettled }) => !isSettled && notBefore <= now)
      .map(({ postage }) => postage)
      .sort((one, other) => one.expiresAt - other.expiresAt)
      .slice(0, limit)
  }

  function change(postageIds: readonly Hex[], how: Partial<Listed>): void {
    for (const id of postageIds) {
      const listed = postages.get(id)
      if (listed) Object.assign(listed, how)
    }
  }

  return {
    find: (key) => run(() => standing(key)),
    claim: (key, claimId, seconds) => run(() => claim(key, claimId, seconds)),
    release: (key, claimId) => run(() => release(key, claimId)),
    finish: (letter, unadmitted) => run(() => finish(letter, unadmitted)),
    retract: (postageId) => run(() => retract(postageId)),
    restore: (postageId) => run(() => void retracted.delete(postageId)),
    listUnadmitted: (limit) => run(() => list(limit)),
    postponeUnadmitted: (ids, seconds) =>
      run(() => change(ids, { notBefore: Date.now() + seconds * 1_000 })),
    settleUnadmitted: (ids) => run(() => change(ids, { isSettled: true })),
    reopenUnadmitted: (ids) => run(() => change(ids, { isSettled: false, notBefore: 0 })),
  }
}

function nameOf({ inboxId, letterHash }: LetterKey): string {
  return `${inboxId}${letterHash}`
}

function run<T>(act: () => T): Promise<T> {
  return Promise.resolve(act())
}
