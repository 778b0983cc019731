import fc from 'fast-check'
import { now } from '../verifyScene.ts'

/** Blocks that the scene of the worlds calls safe and final. */
export const worldTags = { safe: 97, finalized: 60 }

// Small worlds: few of everything, and values on both sides of every boundary.

const block = fc.constantFrom(40, 60, 61, 96, 97, 98, 99, 100)
const wallet = fc.nat(3)
const own = fc.nat(1)
const carrier = fc.constantFrom('a', 'b')
const token = fc.nat(2)
const letter = fc.nat(1)
/** Null five times of six: signing and checking take a millisecond each. */
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary })
const often = <T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: other })

export const worldSketch = fc.record({
  isKnown: fc.oneof({ weight: 19, arbitrary: fc.constant(true) }, fc.constant(false)),
  registeredBlock: fc.oneof({ weight: 9, arbitrary: fc.constant(40) }, block),
  door: fc.constantFrom('free', 'postage', 'postage', 'postage', 'postage', 'closed'),
  doorSince: block,
  links: fc.array(fc.record({ own: fc.option(own), since: block }), {
    minLength: 4,
    maxLength: 4,
  }),
  words: fc.array(
    fc.record({
      subject: fc.oneof(fc.record({ wallet }), fc.record({ own })),
      consent: fc.constantFrom('none', 'allowed', 'allowed', 'denied'),
      since: block,
    }),
    { maxLength: 2 },
  ),
  terms: fc.array(
    fc.record({ token, stake: fc.constantFrom(0n, 5n), since: often(fc.constant(40), block) }),
    {
      maxLength: 3,
    },
  ),
  active: fc.boolean(),
  prices: fc.array(fc.record({ carrier, token, accepted: fc.boolean() }), { maxLength: 3 }),
  stamps: fc.array(
    fc.record({
      wallet,
      carrier: often(carrier, fc.constant('none')),
      token,
      letter,
      elsewhere: often(fc.constant(false), fc.constant(true)),
      carriage: fc.constantFrom(9n, 10n, 10n, 11n),
      asked: fc.constantFrom(10n, 10n, 10n, null),
      left: often(fc.constantFrom(3_240, 9_000), fc.constantFrom(-1, 0, 1, 499, 500, 3_239)),
      status: often(
        fc.constantFrom('open', 'open', 'admitted'),
        fc.constantFrom('collected', 'returned', 'expired'),
      ),
      postedBlock: block,
      postedWhileClosed: fc.boolean(),
    }),
    { maxLength: 7 },
  ),
  mailings: fc.array(
    fc.record({
      wallet,
      carrier: often(carrier, fc.constant('none')),
      token,
      letters: fc.constantFrom([0], [0, 1], [1, 0, 9], [0, 9, 1, 9, 0]),
      stake: fc.constantFrom(4n, 5n, 5n, 6n),
      carriage: fc.constantFrom(9n, 10n, 10n, 11n),
      asked: fc.constantFrom(10n, 10n, 10n, null),
      left: often(fc.constantFrom(3_540, 9_000), fc.constantFrom(-1, 0, 1, 499, 500, 3_239)),
      status: often(fc.constantFrom('open', 'open', 'admitted'), fc.constant('closed')),
      openedBlock: block,
      collected: fc.array(fc.nat(4), { maxLength: 1 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  // At log indexes around 7, that of every opening.
  termsChanges: fc.array(
    fc.record({
      token,
      block,
      logIndex: fc.constantFrom(6, 8, 9),
      stake: fc.constantFrom(0n, 5n, 5n, 6n),
      window: fc.constantFrom(3_600, 3_600, 3_601),
    }),
    { maxLength: 4 },
  ),
  doorChanges: fc.array(
    fc.record({
      block,
      logIndex: fc.constantFrom(6, 8, 9),
      door: fc.constantFrom('free', 'postage', 'closed'),
    }),
    { maxLength: 3 },
  ),
  keys: fc.array(
    fc.record({
      own,
      kind: often(fc.constantFrom(1, 3, 4), fc.constant(2)),
      isRevoked: often(fc.constant(false), fc.constant(true)),
      epoch: often(fc.constant(1), fc.constant(0)),
      expiresAt: fc.constantFrom(0, 0, now, now + 1),
      since: block,
    }),
    { maxLength: 3 },
  ),
  requests: fc.array(
    fc.record({
      mailing: fc.option(
        fc.record({
          of: often(fc.constant(0), fc.nat(3)),
          index: often(fc.constant(0), fc.nat(4)),
          proof: often(fc.constant('right'), fc.constantFrom('none', 'long', 'next')),
        }),
        { freq: 2 },
      ),
      statement: seldom(
        fc.record({
          by: fc.oneof(fc.record({ wallet }), fc.record({ kind: fc.constantFrom(1, 1, 3, 4, 2) })),
          names: fc.option(own),
          also: often(fc.constant(false), fc.constant(true)),
          issued: often(fc.constantFrom(0, 60, -86_400), fc.constantFrom(61, -86_401)),
          spoilt: often(fc.constant('no'), fc.constantFrom('letter', 'signer')),
        }),
      ),
      sender: fc.oneof(fc.record({ wallet }), fc.record({ own })),
      carrier: often(carrier, fc.constant('none')),
      letter,
      named: often(fc.constant(undefined), fc.nat(7)),
      senderAuthenticated: fc.constantFrom(undefined, true as const),
      finality: often(
        fc.constant(undefined),
        fc.constantFrom('latest' as const, 'safe' as const, 'finalized' as const),
      ),
      minConfirmations: often(
        fc.constant(undefined),
        fc.constantFrom(1, 2, 3, 4, 5, 40, 41, 61, 200),
      ),
      minSecondsLeft: fc.constantFrom(undefined, undefined, 0, 500),
      minCarriage: fc.constantFrom(undefined, undefined, '0', '10', '11'),
      minCarriageToken: token,
      acceptUnpaidCarriage: fc.constantFrom(undefined, undefined, true as const),
      unknownInbox: fc.constantFrom(undefined, 'refuse' as const, 'carry' as const),
    }),
    { minLength: 6, maxLength: 6 },
  ),
})

/** A small world as it is drawn by chance, without names. */
export type WorldSketch = typeof worldSketch extends fc.Arbitrary<infer T> ? T : never
