import fc from 'fast-check'
import { address, bytes32 } from '../verifyScene.ts'
import type { Act } from './fakeIndex.ts'
import { owner } from './fakeIndex.ts'

export const few = fc.integer({ min: 0, max: 3 })

/** What may happen on chain that changes whether a letter is carried: to few of everything, so that one thing happens to another. */
export const judgedActs: readonly fc.Arbitrary<Act>[] = [
  few.map((n) => ({ do: 'post', stamp: bytes32(`stamp ${n}`) }) as const),
  fc.record({
    do: fc.constantFrom('admitted', 'collected', 'returned', 'expired'),
    stamp: few.map((n) => bytes32(`stamp ${n}`)),
  }),
  fc.record({
    do: fc.constant('consent'),
    subject: few.map((n) => bytes32(`subject ${n}`)),
    word: fc.constantFrom('none', 'allowed', 'denied'),
  }),
  fc.record({
    do: fc.constantFrom('link', 'unlink'),
    wallet: few.map((n) => address(`wallet ${n}`)),
    inboxId: fc.constant(owner),
  }),
]
