import type { Address, Hex } from 'viem'
import { zeroHash } from 'viem'
import type { MailingTree } from '../../../protocol/mailingTree.ts'
import { mailingTree } from '../../../protocol/mailingTree.ts'
import type { ModelRequest, ModelTruth, ModelWorld } from '../verifyModel.ts'
import {
  address,
  bytes32,
  head,
  native,
  now,
  subjectOf,
  timeOf,
  toMailing,
  toStamp,
} from '../verifyScene.ts'
import { keyNamed, signed, walletNamed } from '../verifySigners.ts'
import type { WorldSketch } from './worldSketch.ts'
import { worldTags } from './worldSketch.ts'

const chainId = 31337

type Leaf = { inboxId: Hex; letterHash: Hex; proof: readonly Hex[] }
/** A letter to judge, and what only its sender knows. */
export type Asked = { request: ModelRequest; truth: ModelTruth }
type Drawn = { world: ModelWorld; requests: Asked[] }

/** Draws a sketch with names of its own, so that thousands of worlds stand beside each other in the same tables. */
export async function drawWorld(sketched: WorldSketch, n: number): Promise<Drawn> {
  const name = `world ${n}`
  // History is keyed by its place, which no two worlds may share: an opening is the eighth event of its world.
  const place = (logIndex: number) => n * 10 + logIndex
  const walletOf = (n: number) => accountOf(name, n).address
  const ownOf = (n: number) => bytes32(`${name} own ${n}`)
  const relayOf = (who: string) => (who === 'none' ? native : address(`${name} relay ${who}`))
  const tokenOf = (n: number) => (n === 0 ? native : address(`${name} token ${n}`))
  const letterOf = (n: number) => bytes32(`${name} letter ${n}`)
  const whoOf = (who: { wallet: number } | { own: number }): Hex =>
    'wallet' in who ? walletOf(who.wallet) : ownOf(who.own)
  const inboxId = bytes32(`${name} recipient`)
  const { registeredBlock } = sketched
  const from = (since: number) => Math.max(since, registeredBlock)
  const recipient = {
    ...blankInbox(inboxId),
    consentGiven: sketched.words.some((word) => word.consent !== 'none'),
    registeredBlock,
    door: sketched.door,
    doorSinceBlock: from(sketched.doorSince),
  } as const

  const subjects = new Map(sketched.words.map((word) => [whoOf(word.subject), word]))
  const terms = new Map(sketched.terms.map((row) => [tokenOf(row.token), row]))
  const prices = new Map(
    sketched.prices.map((row) => [`${relayOf(row.carrier)} ${tokenOf(row.token)}`, row]),
  )
  const since = (sinceBlock: number) => ({ sinceBlock, sinceTime: timeOf(sinceBlock) })
  const stamps = sketched.stamps.map((row, n) => {
    const isUnpaid = row.carrier === 'none'
    return toStamp(chainId, {
      stampId: bytes32(`${name} stamp ${n}`),
      sender: walletOf(row.wallet),
      relay: relayOf(row.carrier),
      token: tokenOf(row.token),
      inboxId: row.elsewhere ? bytes32(`${name} elsewhere`) : inboxId,
      letterHash: letterOf(row.letter),
      carriage: isUnpaid ? 0n : row.carriage,
      carriageAsked: isUnpaid ? null : row.asked,
      expiresAt: now + (row.status === 'expired' ? Math.min(row.left, 0) : row.left),
      status: row.status,
      postedBlock: from(row.postedBlock),
      postedWhileClosed: row.postedWhileClosed,
    })
  })
  const leaves: Map<Hex, Leaf[]> = new Map()
  const trees = await Promise.all(
    sketched.mailings.map(({ letters }) =>
      mailingTree(letters.map((of) => ({ inboxId, letterHash: letterOf(of) }))),
    ),
  )
  const mailings = sketched.mailings.map((row, n) => {
    const mailingId = bytes32(`${name} mailing ${n}`)
    const letters = row.letters.map((of) => ({ inboxId, letterHash: letterOf(of) }))
    const { root, proof } = trees[n] as MailingTree
    leaves.set(
      mailingId,
      letters.map((letter, index) => ({ ...letter, proof: proof(index) })),
    )
    const isUnpaid = row.carrier === 'none'
    return toMailing(chainId, {
      ...{ mailingId, root, count: letters.length, sender: walletOf(row.wallet) },
      ...{ relay: relayOf(row.carrier), token: tokenOf(row.token), stake: row.stake },
      carriage: isUnpaid ? 0n : row.carriage,
      carriageAsked: isUnpaid ? null : row.asked,
      expiresAt: now + row.left,
      status: row.status as 'open',
      openedBlock: row.openedBlock,
      openedLogIndex: place(7),
    })
  })
  const ownInboxes = [0, 1].map((n) => ({
    ...blankInbox(ownOf(n)),
    ...{ keyEpoch: 1, registeredBlock: 40, door: 'free', doorSinceBlock: 40 },
  }))
  const changes = { timestamp: 0, transaction: bytes32('tx') }
  const keys = new Map(sketched.keys.map((row) => [`${row.own} ${row.kind}`, row]))
  const world = {
    ...{ block: head, now, tags: worldTags },
    inboxes: [...(sketched.isKnown ? [recipient] : []), ...ownInboxes],
    mailings,
    mails: sketched.mailings.flatMap((row, n) =>
      row.collected.map((index) => ({
        ...{ chainId, mailingId: bytes32(`${name} mailing ${n}`), index, inboxId },
        ...{ letterHash: letterOf(0), payout: native, blockNumber: 99, logIndex: 0 },
        ...{ blockHash: bytes32('block'), ...changes },
      })),
    ),
    termsChanges: distinct(sketched.termsChanges).map((row) => ({
      ...{ chainId, blockNumber: row.block, logIndex: place(row.logIndex), inboxId },
      ...{ token: tokenOf(row.token), stake: row.stake, window: row.window },
      ...{ relayMayCollect: false, ...changes },
    })),
    doorChanges: distinct(sketched.doorChanges).map((row) => ({
      ...{
        chainId,
        blockNumber: row.block,
        logIndex: place(row.logIndex),
        inboxId,
        door: row.door,
      },
      ...changes,
    })),
    keys: [...keys.values()].map((row) => ({
      ...{ chainId, inboxId: ownOf(row.own), keyId: keyOf(row.kind).keyId, kind: row.kind },
      ...{ publicKey: keyOf(row.kind).publicKey, epoch: row.epoch, expiresAt: row.expiresAt },
      ...{ addedBlock: 40, addedAt: timeOf(40), periodBlock: row.since, periodLogIndex: 0 },
      ...{ revokedBlock: row.isRevoked ? 99 : null },
    })),
    wallets: sketched.links.map((link, n) => ({
      ...{ chainId, wallet: walletOf(n), inboxId: link.own === null ? null : ownOf(link.own) },
      ...since(link.since),
    })),
    consents: sketched.isKnown
      ? [...subjects].map(([who, word]) => ({
          ...{ chainId, inboxId, consent: word.consent },
          subject: who.length === 66 ? who : subjectOf(who),
          ...since(from(word.since)),
        }))
      : [],
    terms: sketched.isKnown
      ? [...terms].map(([of, row]) => ({
          ...{ chainId, inboxId, token: of, stake: row.stake },
          ...{ window: 3_600, relayMayCollect: false },
          ...since(from(row.since)),
        }))
      : [],
    relays: ['a', 'b'].map((who) => blankRelay(relayOf(who), sketched.active || who === 'b')),
    carriages: [...prices.values()].map((row) => ({
      ...{ chainId, relay: relayOf(row.carrier), token: tokenOf(row.token), amount: 10n },
      ...{ accepted: row.accepted, priceTimeline: [] },
      ...since(40),
    })),
    stamps: sketched.isKnown ? stamps : [],
  } as unknown as ModelWorld
  const requests = sketched.requests.map((asked): Asked => {
    const isNamed = asked.named !== undefined && asked.mailing === null
    const letter = { inboxId, letterHash: letterOf(asked.letter), relay: relayOf(asked.carrier) }
    const said = asked.statement && statementOf(asked.statement, letter, name)
    const request = {
      ...{ ...letter, sender: whoOf(asked.sender) },
      stampId: isNamed ? bytes32(`${name} stamp ${asked.named}`) : undefined,
      mailing: asked.mailing ? namedMailing(asked.mailing) : undefined,
      senderStatement: said ?? undefined,
      senderAuthenticated: asked.senderAuthenticated,
      finality: asked.finality,
      minConfirmations: asked.minConfirmations,
      minSecondsLeft: asked.minSecondsLeft,
      minCarriage: asked.minCarriage && { [tokenOf(asked.minCarriageToken)]: asked.minCarriage },
      acceptUnpaidCarriage: asked.acceptUnpaidCarriage,
      policy: asked.unknownInbox && { unknownInbox: asked.unknownInbox },
    }
    const truth = { leaves, isSigned: asked.statement?.spoilt === 'no' }
    return { request: request as ModelRequest, truth }
  })
  return { world, requests }

  function namedMailing({ of, index, proof }: { of: number; index: number; proof: string }) {
    const mailingId = bytes32(`${name} mailing ${of}`)
    const letters = leaves.get(mailingId) ?? []
    const right = letters[index]?.proof ?? []
    const proofs = {
      ...{ right, none: [], long: [...right, bytes32('sibling')] },
      next: letters[(index + 1) % letters.length]?.proof ?? [],
    }
    return { mailingId, index, proof: proofs[proof as keyof typeof proofs] }
  }
}

type Said = NonNullable<WorldSketch['requests'][number]['statement']>

function statementOf(
  { by, names, also, issued, spoilt }: Said,
  letter: { inboxId: Hex; letterHash: Hex; relay: Address },
  name: string,
) {
  const signer = 'wallet' in by ? accountOf(name, by.wallet) : keyOf(by.kind)
  const other = 'wallet' in by ? accountOf(name, by.wallet + 1) : keyNamed(by.kind, 'another')
  const statement = {
    ...letter,
    wallet: 'wallet' in by ? accountOf(name, by.wallet).address : also ? letter.relay : native,
    senderInboxId: names === null ? zeroHash : bytes32(`${name} own ${names}`),
    keyId: 'wallet' in by ? (also ? bytes32('also') : zeroHash) : keyOf(by.kind).keyId,
    issuedAt: now + issued,
  }
  const { sign } = spoilt === 'signer' ? other : signer
  const { signature } = signed(
    { ...statement, ...(spoilt === 'letter' && { letterHash: bytes32('another letter') }) },
    sign,
  )
  const { wallet, senderInboxId, keyId, issuedAt } = statement
  return { wallet, senderInboxId, keyId, issuedAt, signature }
}

const accounts = new Map<string, ReturnType<typeof walletNamed>>()

function accountOf(name: string, n: number): ReturnType<typeof walletNamed> {
  const key = `${name} wallet ${n}`
  const known = accounts.get(key) ?? walletNamed(key)
  accounts.set(key, known)
  return known
}

const allKeys = new Map([1, 2, 3, 4].map((kind) => [kind, keyNamed(kind)]))

function keyOf(kind: number): ReturnType<typeof keyNamed> {
  return allKeys.get(kind) as ReturnType<typeof keyNamed>
}

/** Without the later ones of the same place. */
function distinct<T extends { block: number; logIndex: number }>(rows: readonly T[]): T[] {
  return [...new Map(rows.map((row) => [`${row.block} ${row.logIndex}`, row])).values()]
}

function blankInbox(inboxId: Hex) {
  const { creator, registeredTx } = { creator: address('creator'), registeredTx: bytes32('tx') }
  return {
    ...{ chainId, inboxId, creator, inboxNonce: 0n, recovery: creator, keyEpoch: 0, registeredTx },
    ...{ registeredAt: timeOf(40), doorSinceTime: timeOf(40), payout: null },
    ...{ registeredLogIndex: 0, consentGiven: true },
    ...{ recoverySinceBlock: 40, recoverySinceTime: timeOf(40) },
  }
}

function blankRelay(relay: Address, active: boolean) {
  return {
    ...{ chainId, relay, signer: relay, endpoint: 'x', active, sinceBlock: 40, activeTimeline: [] },
    ...{ sinceTime: timeOf(40), registeredBlock: 40, registeredAt: timeOf(40) },
  }
}
