import fc from 'fast-check'
import type { Address, Hex } from 'viem'
import { zeroHash } from 'viem'
import * as schema from '../../../../indexer/ponder.schema.ts'
import type { MailingTree } from '../../../../protocol/mailingTree.ts'
import { mailingTree } from '../../../../protocol/mailingTree.ts'
import type { ReplicaQuestion } from '../../../../sdk/src/replica/checkedItem.ts'
import type { Scene } from '../../../api/verifyScene.ts'
import { address, bytes32, native, now, subjectOf, timeOf } from '../../../api/verifyScene.ts'
import { keyNamed, signed, walletNamed } from '../../../api/verifySigners.ts'

// Worlds with few of everything, so that what is asked about meets what there is, and values on both sides of every boundary. The head is
// block 100, safe is 97, final 60.

const block = fc.constantFrom(40, 60, 61, 97, 98, 99, 100)
const who = fc.oneof(
  fc.nat(3).map((wallet) => ({ wallet })),
  fc.nat(1).map((own) => ({ own })),
)
type Who = { wallet: number } | { own: number }
const carrier = fc.constantFrom('a', 'a', 'b', 'none')
const token = fc.nat(2)
const letter = fc.nat(1)
const carriage = fc.constantFrom(9n, 10n, 10n, 11n)
const asked = fc.constantFrom(10n, 10n, null)
const left = fc.constantFrom(3_240, 9_000, 9_000, 9_000, -1, 0, 1, 499, 500, 3_239)
/** One time of so many. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>, of = 3) =>
  fc.oneof({ weight: of - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })

export const worldSketch = fc.record({
  isRegistered: fc.constantFrom(true, true, true, true, true, true, true, false),
  registeredBlock: fc.constantFrom(40, 40, 40, 40, 97, 99, 100),
  door: fc.constantFrom('free', 'postage', 'postage', 'postage', 'closed'),
  doorSince: block,
  hasConsents: fc.boolean(),
  words: fc.array(
    fc.record({ who, consent: fc.constantFrom('none', 'allowed', 'denied'), since: block }),
    { maxLength: 3 },
  ),
  links: fc.array(fc.record({ own: fc.constantFrom(undefined, 0, 1), since: block }), {
    minLength: 4,
    maxLength: 4,
  }),
  terms: fc.uniqueArray(fc.record({ token, stake: fc.constantFrom(0n, 5n, 6n), since: block }), {
    selector: ({ token }) => token,
    maxLength: 3,
  }),
  isActive: fc.boolean(),
  prices: fc.uniqueArray(
    fc.record({ carrier: fc.constantFrom('a', 'b'), token, accepted: fc.boolean() }),
    { selector: ({ carrier, token }) => `${carrier} ${token}`, maxLength: 4 },
  ),
  stamps: fc.array(
    fc.record({
      payer: fc.nat(3),
      carrier,
      token,
      letter,
      isElsewhere: fc.constantFrom(false, false, false, true),
      carriage,
      asked,
      left,
      status: fc.constantFrom(
        'open',
        'open',
        'open',
        'admitted',
        'collected',
        'returned',
        'expired',
      ),
      block,
      whileClosed: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
  mailings: fc.array(
    fc.record({
      payer: fc.nat(3),
      carrier,
      token,
      letters: fc.constantFrom([0], [1], [0, 1], [1, 0, 9]),
      stake: fc.constantFrom(4n, 5n, 6n),
      carriage,
      asked,
      left: fc.constantFrom(3_540, 3_540, 9_000, 9_000, 3_300, 3_300, 1),
      status: fc.constantFrom('open', 'open', 'open', 'admitted', 'closed'),
      block,
      collected: maybe(fc.nat(2), 5),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  // At log indexes around 7, that of every opening.
  changes: fc.uniqueArray(
    fc.record({
      block,
      logIndex: fc.constantFrom(6, 8, 9),
      of: fc.oneof(
        fc.record({
          token,
          stake: fc.constantFrom(0n, 5n, 6n),
          window: fc.constantFrom(3_600, 3_601),
        }),
        fc.record({ door: fc.constantFrom('free', 'postage', 'closed') }),
      ),
    }),
    { selector: ({ block, logIndex }) => `${block} ${logIndex}`, maxLength: 5 },
  ),
  keys: fc.uniqueArray(
    fc.record({
      own: fc.nat(1),
      kind: fc.constantFrom(1, 3, 4, 2),
      isRevoked: fc.constantFrom(false, false, true),
      epoch: fc.constantFrom(1, 1, 0),
      expiresAt: fc.constantFrom(0, now, now + 1),
      since: block,
    }),
    { selector: ({ own, kind }) => `${own} ${kind}`, maxLength: 3 },
  ),
  questions: fc.array(
    fc.record({
      sender: who,
      carrier,
      letter,
      stamp: maybe(fc.nat(6), 5),
      mailing: maybe(
        fc.record({
          of: fc.constantFrom(0, 0, 1),
          index: fc.constantFrom(0, 0, 0, 1, 2),
          proof: fc.constantFrom('right', 'right', 'right', 'right', 'none', 'next'),
        }),
        2,
      ),
      statement: maybe(
        fc.record({
          by: fc.oneof(
            fc.nat(3).map((wallet) => ({ wallet })),
            fc.constantFrom(1, 3, 4, 2).map((kind) => ({ kind })),
          ),
          names: fc.constantFrom(undefined, 0, 1),
          issued: fc.constantFrom(0, 0, 60, 61, -86_400, -86_401),
          isSpoilt: fc.constantFrom(false, false, true),
        }),
        5,
      ),
      senderAuthenticated: fc.constantFrom(undefined, true as const),
      finality: fc.constantFrom(
        undefined,
        'latest' as const,
        'safe' as const,
        'finalized' as const,
      ),
      minConfirmations: fc.constantFrom(undefined, undefined, 1, 2, 3, 41, 200),
      minSecondsLeft: fc.constantFrom(undefined, undefined, 0, 500),
      minCarriage: maybe(fc.record({ token, least: fc.constantFrom('0', '10', '11') })),
      acceptUnpaidCarriage: fc.constantFrom(undefined, undefined, true as const),
      unknownInbox: fc.constantFrom(undefined, 'refuse' as const, 'carry' as const),
    }),
    { minLength: 8, maxLength: 8 },
  ),
})

type WorldSketch = typeof worldSketch extends fc.Arbitrary<infer T> ? T : never

type Names = ReturnType<typeof namesOf>
type Letter = { inboxId: Hex; letterHash: Hex; relay: Address }
type Mailed = { mailingId: Hex; count: number; tree: MailingTree }

/**
 * Puts a world into the tables of a scene, beside all others that have another number.
 *
 * @returns What is asked about it.
 */
export async function putWorld(
  scene: Scene,
  sketch: WorldSketch,
  n: number,
): Promise<ReplicaQuestion[]> {
  const names = namesOf(n)
  await putSenders(scene, sketch, names)
  if (sketch.isRegistered) await putRecipient(scene, sketch, names)
  await putHistory(scene, sketch, names)
  await putStamps(scene, sketch, names)
  const mailings = await putMailings(scene, sketch, names)
  return sketch.questions.map((question) => toQuestion(question, names, mailings))
}

function namesOf(n: number) {
  const named = (name: string) => bytes32(`${name} of world ${n}`)
  const accounts = [0, 1, 2, 3].map((wallet) => walletNamed(`wallet ${wallet} of world ${n}`))
  const accountOf = (wallet: number) => accounts[wallet] as ReturnType<typeof walletNamed>
  const ownOf = (own: number) => named(`own ${own}`)
  return {
    ...{ named, accountOf, ownOf, inboxId: named('recipient') },
    hexOf: (of: Who): Hex => ('wallet' in of ? accountOf(of.wallet).address : ownOf(of.own)),
    relayOf: (carrier: string) =>
      carrier === 'none' ? native : address(`relay ${carrier} of world ${n}`),
    tokenOf: (of: number) => (of === 0 ? native : address(`token ${of} of world ${n}`)),
    letterOf: (of: number) => named(`letter ${of}`),
    // History is keyed by its place, which no two worlds may share.
    placeOf: (logIndex: number) => n * 10 + logIndex,
  }
}

const at = (sinceBlock: number) => ({ sinceBlock, sinceTime: timeOf(sinceBlock) })

async function putSenders(scene: Scene, sketch: WorldSketch, names: Names): Promise<void> {
  const { ownOf, accountOf } = names
  for (const own of [0, 1]) {
    await scene.inbox({ inboxId: ownOf(own), keyEpoch: 1, registeredBlock: 40, door: 'free' })
  }
  for (const [wallet, { own, since }] of sketch.links.entries()) {
    const inboxId = own === undefined ? null : ownOf(own)
    await scene.wallet({ wallet: accountOf(wallet).address, inboxId, ...at(since) })
  }
  for (const { own, kind, isRevoked, epoch, expiresAt, since } of sketch.keys) {
    const { keyId, publicKey } = keyNamed(kind)
    await scene.key({
      ...{ inboxId: ownOf(own), keyId, kind, publicKey, epoch, expiresAt, periodBlock: since },
      ...(isRevoked && { revokedBlock: 99 }),
    })
  }
}

async function putRecipient(scene: Scene, sketch: WorldSketch, names: Names): Promise<void> {
  const { inboxId, hexOf, tokenOf } = names
  const { registeredBlock, hasConsents } = sketch
  const from = (since: number) => Math.max(since, registeredBlock)
  await scene.inbox({
    ...{ inboxId, registeredBlock, door: sketch.door as 'free' },
    ...{ doorSinceBlock: from(sketch.doorSince), consentGiven: hasConsents },
  })
  const words = new Map(hasConsents ? sketch.words.map((word) => [hexOf(word.who), word]) : [])
  for (const [of, { consent, since }] of words) {
    const subject = of.length === 66 ? of : subjectOf(of)
    await scene.consent({ inboxId, subject, consent: consent as 'none', ...at(from(since)) })
  }
  for (const { token, stake, since } of sketch.terms) {
    const terms = { token: tokenOf(token), stake, window: 3_600 }
    await scene.terms({ inboxId, ...terms, ...at(from(since)) })
  }
}

async function putHistory(scene: Scene, sketch: WorldSketch, names: Names): Promise<void> {
  const { inboxId, relayOf, tokenOf, placeOf } = names
  for (const { carrier, token, accepted } of sketch.prices) {
    const active = carrier === 'b' || sketch.isActive
    await scene.price({ relay: relayOf(carrier), token: tokenOf(token), accepted, active })
  }
  for (const { block, logIndex, of } of sketch.changes) {
    const place = { inboxId, blockNumber: block, logIndex: placeOf(logIndex) }
    if ('door' in of) await scene.doorChange({ ...place, door: of.door as 'free' })
    else await scene.termsChange({ ...place, ...of, token: tokenOf(of.token) })
  }
}

async function putStamps(scene: Scene, sketch: WorldSketch, names: Names): Promise<void> {
  const { named, inboxId, letterOf } = names
  const stamps = sketch.stamps.map((row, i) => ({
    stampId: named(`stamp ${i}`),
    ...paidBy(row, names),
    inboxId: row.isElsewhere ? named('elsewhere') : inboxId,
    letterHash: letterOf(row.letter),
    expiresAt: now + (row.status === 'expired' ? Math.min(row.left, 0) : row.left),
    status: row.status as 'open',
    postedBlock: Math.max(row.block, sketch.registeredBlock),
    postedWhileClosed: row.whileClosed,
  }))
  if (stamps.length > 0) await scene.stamps(...stamps)
}

async function putMailings(scene: Scene, sketch: WorldSketch, names: Names): Promise<Mailed[]> {
  const { named, inboxId, letterOf, placeOf } = names
  const mailings: Mailed[] = []
  for (const [i, row] of sketch.mailings.entries()) {
    const mailingId = named(`mailing ${i}`)
    const tree = await mailingTree(row.letters.map((of) => ({ inboxId, letterHash: letterOf(of) })))
    mailings.push({ mailingId, tree, count: row.letters.length })
    await scene.mailing({
      ...{ mailingId, root: tree.root, count: row.letters.length, stake: row.stake },
      ...paidBy(row, names),
      ...{ expiresAt: now + row.left, status: row.status as 'open' },
      ...{ openedBlock: row.block, openedLogIndex: placeOf(7) },
    })
    if (row.collected === undefined) continue
    await scene.chain.tables.insert(schema.mail, {
      ...{ chainId: scene.chain.id, mailingId, index: row.collected, inboxId, payout: native },
      ...{ letterHash: letterOf(0), blockNumber: 99, logIndex: 0, blockHash: named('block') },
      ...{ timestamp: timeOf(99), transaction: named('transaction') },
    })
  }
  return mailings
}

function paidBy(
  row: { payer: number; carrier: string; token: number; carriage: bigint; asked: bigint | null },
  { accountOf, relayOf, tokenOf }: Names,
) {
  const isUnpaid = row.carrier === 'none'
  return {
    ...{ sender: accountOf(row.payer).address, relay: relayOf(row.carrier) },
    token: tokenOf(row.token),
    carriage: isUnpaid ? 0n : row.carriage,
    carriageAsked: isUnpaid ? null : row.asked,
  }
}

function toQuestion(
  question: WorldSketch['questions'][number],
  names: Names,
  mailings: readonly Mailed[],
): ReplicaQuestion {
  const { named, inboxId, letterOf, relayOf, hexOf, tokenOf } = names
  const { stamp, mailing, statement, minCarriage, unknownInbox, ...rest } = question
  const { sender, carrier, letter, ...options } = rest
  const said = { inboxId, letterHash: letterOf(letter), relay: relayOf(carrier) }
  const asked = {
    ...{ ...said, sender: hexOf(sender), ...options },
    stampId: mailing || stamp === undefined ? undefined : named(`stamp ${stamp}`),
    mailing: mailing && {
      ...{ mailingId: named(`mailing ${mailing.of}`), index: mailing.index },
      proof: proofOf(mailings[mailing.of], mailing),
    },
    senderStatement: statement && sign(statement, said, names),
    minCarriage: minCarriage && { [tokenOf(minCarriage.token)]: minCarriage.least },
    policy: unknownInbox && { unknownInbox },
  }
  // As JSON has it.
  return JSON.parse(JSON.stringify(asked))
}

function proofOf(mailed: Mailed | undefined, { index, proof }: { index: number; proof: string }) {
  if (!mailed || proof === 'none') return []
  const { tree, count } = mailed
  const place = proof === 'next' ? (index + 1) % count : index
  return place < count ? tree.proof(place) : []
}

function sign(
  { by, names, issued, isSpoilt }: NonNullable<WorldSketch['questions'][number]['statement']>,
  said: Letter,
  { named, accountOf, ownOf }: Names,
) {
  const signer = 'wallet' in by ? accountOf(by.wallet) : keyNamed(by.kind)
  const statement = {
    ...said,
    wallet: 'address' in signer ? signer.address : native,
    senderInboxId: names === undefined ? zeroHash : ownOf(names),
    keyId: 'keyId' in signer ? signer.keyId : zeroHash,
    issuedAt: now + issued,
  }
  const { signature } = signed(
    { ...statement, ...(isSpoilt && { letterHash: named('another letter') }) },
    signer.sign,
  )
  const { wallet, senderInboxId, keyId, issuedAt } = statement
  return { wallet, senderInboxId, keyId, issuedAt, signature }
}
