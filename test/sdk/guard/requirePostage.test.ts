import type { Address, Hex } from 'viem'
import { keccak256, zeroAddress, zeroHash } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isAdmissionSignature } from '../../../protocol/admission.ts'
import type { Mailing } from '../../../protocol/eip712/postOffice.ts'
import { mailingTree } from '../../../protocol/mailingTree.ts'
import { poll } from '../../../scripts/stack/poll.ts'
import { collect } from '../../../sdk/src/actions/collect.ts'
import { getLedgerBalance } from '../../../sdk/src/actions/getLedgerBalance.ts'
import { getStampStatus } from '../../../sdk/src/actions/getStampStatus.ts'
import { openMailing } from '../../../sdk/src/actions/openMailing.ts'
import { createApiClient } from '../../../sdk/src/api/createApiClient.ts'
import { createVerifier } from '../../../sdk/src/api/createVerifier.ts'
import { contractsOn } from '../../../sdk/src/chain/contracts.ts'
import { createAdmitter } from '../../../sdk/src/guard/createAdmitter.ts'
import type { EligibleLetter } from '../../../sdk/src/guard/eligibleLetter.ts'
import { firstOf } from '../../../sdk/src/guard/firstOf.ts'
import { followReorgs } from '../../../sdk/src/guard/followReorgs.ts'
import type { GuardOptions } from '../../../sdk/src/guard/guardOptions.ts'
import type { LetterStore } from '../../../sdk/src/guard/letterStore.ts'
import { mailingsOf } from '../../../sdk/src/guard/mailingsOf.ts'
import { memoryLetterStore } from '../../../sdk/src/guard/memoryLetterStore.ts'
import { provenVerdicts } from '../../../sdk/src/guard/provenVerdicts.ts'
import { requirePostage } from '../../../sdk/src/guard/requirePostage.ts'
import type { JudgedPostage, VerdictSource } from '../../../sdk/src/guard/verdictSource.ts'
import { withPostage } from '../../../sdk/src/guard/withPostage.ts'
import { createReplica } from '../../../sdk/src/replica/createReplica.ts'
import { fromHeaderValue, toHeaderValue } from '../../../sdk/src/x402/headerValue.ts'
import type { LetterAddress } from '../../../sdk/src/x402/letterHeaders.ts'
import { toLetterHeaders } from '../../../sdk/src/x402/letterHeaders.ts'
import type { NamedPostage, PaymentRequired } from '../../../sdk/src/x402/payment.ts'
import { settlementOf } from '../../../sdk/src/x402/settlement.ts'
import { verifyReceipt } from '../../../sdk/src/x402/verifyReceipt.ts'
import type { LiveClient } from './support/liveChain.ts'
import type { RelayScene } from './support/relayScene.ts'
import { carriage, native, stake, startRelayScene, window } from './support/relayScene.ts'

/*
requirePostage, on a chain and an API that follows it
├── given a stranger without postage → 402 with what to pay
├── given a sender whom no postage helps → 402 with nothing to pay
├── given a friend → let through with its statement, and not without; nobody else by that statement
├── given postage → let through, named or not; refused with its reason where it does not do
├── given the letter was taken in → the same receipt, and nobody is bothered
├── given an admitter → carriage in batches, or before the letter is taken in
├── given a mailing
├── given a reorg
└── given nobody can judge → 503
*/

let scene: RelayScene

beforeAll(async () => {
  scene = await startRelayScene()
})

afterAll(() => scene?.stop())

const network = 'eip155:31337'
const contracts = contractsOn(31337)

/** A relay: what it took in, and how it answers. */
function openRelay(options: Partial<GuardOptions> & { as?: LiveClient } = {}) {
  const { as = scene.relay, ...rest } = options
  const taken: EligibleLetter[] = []
  const errors: unknown[] = []
  const guard = requirePostage({
    chainId: 31337,
    relay: as.account.address,
    signer: as.account,
    source: createVerifier(scene.api),
    maxWaitSeconds: 5,
    onError: (error) => errors.push(error),
    ...rest,
  })
  const handler = withPostage(guard, (letter) => {
    taken.push(letter)
    return new Response(null, { status: 202 })
  })
  return {
    taken,
    errors,
    handler,
    send: (bytes: Uint8Array, fields: Partial<LetterAddress> = {}, paid?: NamedPostage) =>
      handler(requestOf(bytes, fields, paid)),
  }
}

function requestOf(
  bytes: Uint8Array,
  fields: Partial<LetterAddress>,
  paid?: NamedPostage,
): Request {
  const address = { inboxId: scene.inboxId, sender: scene.sender.account.address, ...fields }
  const accepted = { scheme: 'pennypost-stamp', network }
  return new Request('https://relay.example/letters?secret=1', {
    method: 'POST',
    body: bytes as Uint8Array<ArrayBuffer>,
    headers: {
      ...toLetterHeaders(address),
      ...(paid && {
        'payment-signature': toHeaderValue({ x402Version: 2, accepted, payload: paid }),
      }),
    },
  })
}

/** What a 402 says, in header and body alike. */
async function refused(response: Response): Promise<PaymentRequired> {
  expect(response.status).toBe(402)
  const header = fromHeaderValue('', response.headers.get('payment-required') ?? '')
  expect(await response.json()).toEqual(header)
  return header as PaymentRequired
}

const seconds = (): number => Math.floor(Date.now() / 1_000)

describe('a stranger without postage', () => {
  it('is told what to pay, for this very letter', async () => {
    const relay = openRelay()
    const bytes = scene.letter()
    const response = await relay.send(bytes)
    expect(response.headers.get('payment-response')).toBeNull()
    const required = await refused(response)
    const [way] = required.accepts
    const { expiresAt } = (way?.extra ?? {}) as { expiresAt: number }
    expect(Math.abs(expiresAt - seconds() - window - 86_400)).toBeLessThan(120)
    expect(required).toEqual({
      x402Version: 2,
      error: 'postage_required',
      resource: {
        url: 'https://relay.example/letters',
        description: 'Carries a sealed letter to an inbox.',
      },
      accepts: [
        {
          scheme: 'pennypost-stamp',
          network,
          amount: `${carriage + stake}`,
          asset: native,
          payTo: contracts.PostOffice,
          maxTimeoutSeconds: 600,
          extra: {
            inboxId: scene.inboxId,
            letterHash: keccak256(bytes),
            relay: scene.relay.account.address,
            ...{ carriage: `${carriage}`, stake: `${stake}`, window, expiresAt },
            ...{ symbol: 'ETH', decimals: 18 },
          },
        },
      ],
    })
    expect(relay.taken).toEqual([])
  })

  it('is told of a stamp that names no relay, where the relay carries unpaid', async () => {
    const relay = openRelay({ policy: { acceptUnpaidCarriage: true } })
    const { accepts } = await refused(await relay.send(scene.letter()))
    expect(accepts).toMatchObject([
      { amount: `${stake}`, extra: { relay: zeroAddress, carriage: '0' } },
    ])
  })
})

describe('a sender whom no postage helps', () => {
  it.each([
    ['sender_denied', () => ({ sender: scene.spammer.account.address })],
    ['unknown_inbox', () => ({ inboxId: `0x${'12'.repeat(32)}` as const })],
  ])('is refused: %s', async (reason, fields) => {
    const relay = openRelay()
    const required = await refused(await relay.send(scene.letter(), fields()))
    expect(required).toMatchObject({ error: reason, accepts: [] })
    expect(relay.taken).toEqual([])
  })

  it('may write to an unknown inbox where the relay’s policy is to carry', async () => {
    const relay = openRelay({ policy: { policy: { unknownInbox: 'carry' } } })
    const response = await relay.send(scene.letter(), { inboxId: `0x${'12'.repeat(32)}` })
    expect(response.status).toBe(202)
    expect(relay.taken[0]?.verdict.reason).toBe('unknown_inbox')
  })

  it('is not helped by postage of its own', async () => {
    const bytes = scene.letter()
    const relay = openRelay()
    const { stampId } = await scene.pay(bytes)
    const fields = { sender: scene.spammer.account.address }
    const response = await relay.send(bytes, fields, { stampId })
    expect(await refused(response)).toMatchObject({ error: 'sender_denied', accepts: [] })
    expect(settlementOf(response)).toEqual({
      ...{ success: false, errorReason: 'sender_denied', transaction: '', network },
    })
  })
})

describe('a friend', () => {
  it('writes free with its statement', async () => {
    const bytes = scene.letter()
    const relay = openRelay()
    const sender = scene.friend.account.address
    const response = await relay.send(bytes, {
      sender,
      senderStatement: await scene.statement(scene.friend, bytes),
    })
    expect(response.status).toBe(202)
    expect(relay.taken).toMatchObject([
      {
        ...{ sender: sender.toLowerCase(), inboxId: scene.inboxId, letterHash: keccak256(bytes) },
        verdict: { reason: 'consented', senderProof: 'verified' },
        receipt: { reason: 'consented', admission: { postageId: zeroHash } },
      },
    ])
    expect(relay.taken[0]?.bytes).toEqual(bytes)
  })

  it('is not believed without it', async () => {
    const relay = openRelay()
    const response = await relay.send(scene.letter(), { sender: scene.friend.account.address })
    expect(await refused(response)).toMatchObject({ error: 'postage_required' })
  })

  it('is not believed by what it said of another letter, or to another relay', async () => {
    const bytes = scene.letter()
    const relay = openRelay()
    const sender = scene.friend.account.address
    for (const senderStatement of [
      await scene.statement(scene.friend, scene.letter()),
      await scene.statement(scene.friend, bytes, scene.otherRelay),
      await scene.statement(scene.sender, bytes),
    ]) {
      const response = await relay.send(bytes, { sender, senderStatement })
      expect(await refused(response)).toMatchObject({ error: 'postage_required' })
    }
    expect(relay.taken).toEqual([])
  })

  it('lends its statement to nobody', async () => {
    const bytes = scene.letter()
    const relay = openRelay()
    const senderStatement = await scene.statement(scene.friend, bytes)
    const response = await relay.send(bytes, { senderStatement })
    expect(await refused(response)).toMatchObject({ error: 'postage_required' })
  })

  it('may be known to the relay by other means', async () => {
    const relay = openRelay({
      isAuthenticated: ({ headers }) => Promise.resolve(headers.has('pennypost-inbox')),
    })
    const response = await relay.send(scene.letter(), { sender: scene.friend.account.address })
    expect(response.status).toBe(202)
  })

  it('is not presented as the sender of what a stranger pays for in its name', async () => {
    const bytes = scene.letter()
    const relay = openRelay()
    await scene.pay(bytes)
    const { stampId } = await scene.pay(bytes, { stake: stake + 1n })
    const response = await relay.send(bytes, { sender: scene.friend.account.address }, { stampId })
    expect(response.status).toBe(202)
    expect(relay.taken[0]?.verdict).toMatchObject({ reason: 'paid', senderProof: 'unverified' })
  })
})

describe('postage', () => {
  it('lets a letter through, and gives a receipt that anyone can check', async () => {
    const bytes = scene.letter()
    const relay = openRelay()
    const { stampId } = await scene.pay(bytes)
    const response = await relay.send(bytes, {}, { stampId })
    expect(response.status).toBe(202)
    const settlement = settlementOf(response)
    expect(settlement).toMatchObject({
      success: true,
      payer: scene.sender.account.address.toLowerCase(),
      transaction: '',
      network,
    })
    const letter = { inboxId: scene.inboxId, letterHash: keccak256(bytes) }
    const receipt = await verifyReceipt(scene.reader, { settlement, letter, postageId: stampId })
    expect(receipt?.admission).toMatchObject({
      ...letter,
      relay: scene.relay.account.address.toLowerCase(),
      postageId: stampId,
    })
    expect(Math.abs((receipt?.admission.receivedAt ?? 0) - seconds())).toBeLessThan(30)
    const signed = relay.taken[0]?.receipt as EligibleLetter['receipt']
    expect(
      isAdmissionSignature({
        ...{ chainId: 31337, postOffice: contracts.PostOffice, ...signed },
        signer: scene.relay.account.address,
      }),
    ).toBe(true)
  })

  it('need not be named', async () => {
    const bytes = scene.letter()
    const relay = openRelay()
    await scene.pay(bytes)
    await scene.caughtUp()
    expect((await relay.send(bytes)).status).toBe(202)
  })

  it('is waited for while it is too new', async () => {
    const bytes = scene.letter()
    const relay = openRelay()
    const { stampId } = await scene.pay(bytes)
    const [answer] = await Promise.all([relay.send(bytes, {}, { stampId })])
    expect(answer?.status).toBe(202)
  })

  it('is not waited for for ever', async () => {
    const relay = openRelay({ maxWaitSeconds: 0 })
    const stampId: Hex = `0x${'34'.repeat(32)}`
    const response = await relay.send(scene.letter(), {}, { stampId })
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused(response)).toMatchObject({ error: 'postage_unknown', accepts: [] })
  })

  it('waits only for so many letters at once', async () => {
    const relay = openRelay({ maxWaiting: 0 })
    const begin = Date.now()
    const response = await relay.send(scene.letter(), {}, { stampId: `0x${'34'.repeat(32)}` })
    expect(await refused(response)).toMatchObject({ error: 'postage_unknown' })
    expect(Date.now() - begin).toBeLessThan(4_000)
  })

  it('too new for the relay is not to be paid again', async () => {
    const bytes = scene.letter()
    const relay = openRelay({ policy: { minConfirmations: 1_000 }, maxWaitSeconds: 0 })
    const { stampId } = await scene.pay(bytes)
    await scene.caughtUp()
    const response = await relay.send(bytes, {}, { stampId })
    expect(await refused(response)).toMatchObject({ error: 'not_final', accepts: [] })
    expect(response.headers.get('retry-after')).not.toBeNull()
  })

  it.each([
    ['wrong_relay', () => ({ relay: scene.otherRelay.account.address })],
    ['wrong_relay', () => ({ relay: zeroAddress, carriage: 0n })],
    ['carriage_too_low', () => ({ carriage: carriage - 1n })],
  ])('that is refused says why, and what would do: %s', async (reason, fields) => {
    const bytes = scene.letter()
    const relay = openRelay()
    const { stampId } = await scene.pay(bytes, fields())
    const response = await relay.send(bytes, {}, { stampId })
    const { error, accepts } = await refused(response)
    expect({ error, ways: accepts.length }).toEqual({ error: reason, ways: 1 })
    expect(relay.taken).toEqual([])
  })

  it('for another letter is refused', async () => {
    const relay = openRelay()
    const { stampId } = await scene.pay(scene.letter())
    const response = await relay.send(scene.letter(), {}, { stampId })
    expect(await refused(response)).toMatchObject({ error: 'stamp_mismatch' })
  })

  it('that the recipient has answered is refused', async () => {
    const bytes = scene.letter()
    const relay = openRelay()
    const { stamp, stampId } = await scene.pay(bytes)
    await scene.sent(collect(scene.recipient, { stamps: [stamp] }))
    await scene.caughtUp()
    const response = await relay.send(bytes, {}, { stampId })
    expect(await refused(response)).toMatchObject({ error: 'already_settled' })
  })

  it('that leaves the recipient too little time is refused', async () => {
    const bytes = scene.letter()
    const relay = openRelay({ policy: { minSecondsLeft: window + 2 * 86_400 } })
    const { stampId } = await scene.pay(bytes)
    const response = await relay.send(bytes, {}, { stampId })
    expect(await refused(response)).toMatchObject({ error: 'expiring' })
  })

  it('that names no relay is good at two relays that carry unpaid, and neither earns by it', async () => {
    const bytes = scene.letter()
    const policy = { acceptUnpaidCarriage: true } as const
    const store = memoryLetterStore()
    const relays = [openRelay({ policy, store }), openRelay({ policy, as: scene.otherRelay })]
    const { stampId } = await scene.pay(bytes, { relay: zeroAddress, carriage: 0n })
    for (const relay of relays) {
      expect((await relay.send(bytes, {}, { stampId })).status).toBe(202)
    }
    expect(await store.listUnadmitted(10)).toEqual([])
  })
})

describe('a letter that was taken in', () => {
  it('gets the same receipt again, whoever sends it, and nobody is bothered', async () => {
    const bytes = scene.letter()
    const relay = openRelay()
    const { stampId } = await scene.pay(bytes)
    const first = settlementOf(await relay.send(bytes, {}, { stampId }))
    for (const again of [
      await relay.send(bytes, {}, { stampId }),
      await relay.send(bytes),
      await relay.send(bytes, { sender: scene.spammer.account.address }),
    ]) {
      expect(again.status).toBe(200)
      expect(settlementOf(again)).toEqual(first)
      expect(await again.json()).toMatchObject({ receipt: { admission: { postageId: stampId } } })
    }
    expect(relay.taken).toHaveLength(1)
  })

  it('of many that are sent at once is taken in once', async () => {
    const bytes = scene.letter()
    const relay = openRelay()
    const { stampId } = await scene.pay(bytes)
    await scene.caughtUp()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => relay.send(bytes, {}, { stampId })),
    )
    const statuses = answers.map(({ status }) => status)
    expect(relay.taken).toHaveLength(1)
    expect(statuses.filter((status) => status === 202)).toHaveLength(1)
    expect(statuses.filter((status) => ![200, 202, 409].includes(status))).toEqual([])
  })

  it('is another letter for another inbox', async () => {
    const bytes = scene.letter()
    const relay = openRelay({ policy: { policy: { unknownInbox: 'carry' } } })
    await relay.send(bytes, { inboxId: `0x${'12'.repeat(32)}` })
    await relay.send(bytes, { inboxId: `0x${'13'.repeat(32)}` })
    expect(relay.taken).toHaveLength(2)
  })
})

/** One that can admit all there is, and does only what it is asked to. */
const admitterOf = (client: LiveClient, store: LetterStore) =>
  createAdmitter({ client, store, mailing: mailingsOf(scene.api), intervalSeconds: 3_600 })

describe('the admitter', () => {
  it('earns the carriage of letters that were taken in, and of no others', async () => {
    const store = memoryLetterStore()
    const admitter = createAdmitter({ client: scene.relay, store, intervalSeconds: 3_600 })
    const relay = openRelay({ store, admitter })
    const letters = [scene.letter(), scene.letter(), scene.letter()]
    const stamps = []
    for (const bytes of letters) stamps.push((await scene.pay(bytes)).stampId)
    const before = await earned()
    for (const [index, bytes] of letters.slice(0, 2).entries()) {
      const response = await relay.send(bytes, {}, { stampId: stamps[index] as Hex })
      expect(response.status).toBe(202)
    }
    await admitter.flush()
    expect((await earned()) - before).toBe(2n * carriage)
    expect(await statusOf(stamps[2] as Hex)).toBe('open')
    expect(await store.listUnadmitted(10)).toEqual([])
    await admitter.stop()
  })

  it('admits before the letter is taken in, where that is asked for', async () => {
    const bytes = scene.letter()
    const store = memoryLetterStore()
    const admitter = admitterOf(scene.relay, store)
    const asked: JudgedPostage[] = []
    const admitFirst = (postage: JudgedPostage) => asked.push(postage) > 0
    const relay = openRelay({ store, admitter, admitFirst })
    const { stampId } = await scene.pay(bytes)
    const response = await relay.send(bytes, {}, { stampId })
    expect(response.status).toBe(202)
    expect(await statusOf(stampId)).toBe('admitted')
    const { transaction } = settlementOf(response) ?? {}
    const { status } = await scene.reader.getTransactionReceipt({ hash: transaction as Hex })
    expect(status).toBe('success')
    expect(asked).toMatchObject([{ stampId }])
    expect(await store.listUnadmitted(10)).toEqual([])
    await admitter.stop()
  })

  it('has earned the carriage already where the recipient was faster', async () => {
    const bytes = scene.letter()
    const store = memoryLetterStore()
    const admitter = admitterOf(scene.relay, store)
    const { stamp, stampId } = await scene.pay(bytes)
    const source = afterFirstVerdict(() =>
      scene.sent(collect(scene.recipient, { stamps: [stamp] })),
    )
    const relay = openRelay({ store, admitter, source, admitFirst: () => true })
    expect((await relay.send(bytes, {}, { stampId })).status).toBe(202)
    await admitter.stop()
  })

  it('that is refused leaves the letter out, for the reason that the index has when it has followed', async () => {
    const bytes = scene.letter()
    const store = memoryLetterStore()
    const admitter = admitterOf(scene.relay, store)
    const snapshot = await scene.reader.snapshot()
    const { stampId } = await scene.pay(bytes)
    await scene.caughtUp()
    // A reorg takes the stamp away just after the verdict.
    const source = afterFirstVerdict(async () => {
      await scene.reader.revert({ id: snapshot })
      await scene.reader.mine({ blocks: 3 })
    })
    const relay = openRelay({ store, admitter, source, admitFirst: () => true, maxWaitSeconds: 20 })
    const response = await relay.send(bytes, {}, { stampId })
    expect(relay.errors).toEqual([])
    expect(await refused(response)).toMatchObject({ error: 'postage_unknown' })
    expect(relay.taken).toEqual([])
    const key = { inboxId: scene.inboxId, letterHash: keccak256(bytes) }
    expect(await store.claim(key, 'another', 60)).toBe('claimed')
    await admitter.stop()
  })

  it('that is refused although the verdict stays is no word on the letter', async () => {
    const bytes = scene.letter()
    const store = memoryLetterStore()
    // Of another relay, which cannot admit the stamp.
    const admitter = admitterOf(scene.otherRelay, store)
    const relay = openRelay({ store, admitter, admitFirst: () => true, maxWaitSeconds: 1 })
    const { stampId } = await scene.pay(bytes)
    await scene.caughtUp()
    const response = await relay.send(bytes, {}, { stampId })
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ code: 'not_admitted' })
    await admitter.stop()
  })
})

/** The API, and something that happens between its first verdict and what is done about it. */
function afterFirstVerdict(happen: () => Promise<unknown>): VerdictSource {
  const verifier = createVerifier(scene.api)
  let isFirst = true
  return {
    async verify(question, options) {
      const verdict = await verifier.verify(question, options)
      if (isFirst && verdict.eligible) {
        isFirst = false
        await happen()
      }
      return verdict
    },
  }
}

describe('a letter of a mailing', () => {
  async function mail(count: number) {
    const letters = Array.from({ length: count }, () => scene.letter())
    const tree = await mailingTree(
      letters.map((bytes) => ({ inboxId: scene.inboxId, letterHash: keccak256(bytes) })),
    )
    const { timestamp } = await scene.reader.getBlock()
    const mailing: Mailing = {
      ...{ sender: scene.sender.account.address, relay: scene.relay.account.address },
      ...{ token: native, root: tree.root, carriage, stake, count },
      expiresAt: Number(timestamp) + window + 86_400,
    }
    const { hash, mailingId } = await openMailing(scene.sender, { mailing })
    await scene.sent(hash)
    const named = (index: number) => ({ mailing: { mailingId, index, proof: tree.proof(index) } })
    return { letters, mailingId, named }
  }

  it('is let through by its place in it, and the mailing admitted once', async () => {
    const { letters, mailingId, named } = await mail(3)
    const store = memoryLetterStore()
    const mailing = mailingsOf(scene.api)
    const admitter = createAdmitter({ client: scene.relay, store, mailing, intervalSeconds: 3_600 })
    const relay = openRelay({ store, admitter })
    const before = await earned()
    for (const [index, bytes] of letters.entries()) {
      const response = await relay.send(bytes, {}, named(index))
      expect(response.status).toBe(202)
      await admitter.flush()
    }
    expect((await earned()) - before).toBe(3n * carriage)
    expect(relay.taken.map(({ receipt }) => receipt.admission.postageId)).toEqual(
      Array(3).fill(mailingId),
    )
    await admitter.stop()
  })

  it('is admitted first, for all that come at once', async () => {
    const { letters, named } = await mail(3)
    const store = memoryLetterStore()
    const mailing = mailingsOf(scene.api)
    const admitter = createAdmitter({ client: scene.relay, store, mailing, intervalSeconds: 3_600 })
    const relay = openRelay({ store, admitter, admitFirst: () => true })
    const before = await earned()
    const answers = await Promise.all(
      letters.map((bytes, index) => relay.send(bytes, {}, named(index))),
    )
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202])
    expect((await earned()) - before).toBe(3n * carriage)
    await admitter.stop()
  })

  it('is refused at another place', async () => {
    const { letters, named } = await mail(3)
    const relay = openRelay()
    const response = await relay.send(letters[0] as Uint8Array, {}, named(1))
    expect(await refused(response)).toMatchObject({ error: 'bad_proof' })
  })
})

describe('a relay that trusts nobody', () => {
  it('takes in what is proven against its own node', async () => {
    const bytes = scene.letter()
    const relay = openRelay({ source: provenVerdicts({ api: scene.api, client: scene.reader }) })
    const { stampId } = await scene.pay(bytes)
    expect(await refused(await relay.send(scene.letter()))).toMatchObject({
      error: 'postage_required',
    })
    const response = await relay.send(bytes, {}, { stampId })
    expect(relay.errors).toEqual([])
    expect(response.status).toBe(202)
    const free = scene.letter()
    const consented = await relay.send(free, {
      sender: scene.friend.account.address,
      senderStatement: await scene.statement(scene.friend, free),
    })
    expect(consented.status).toBe(202)
    expect(relay.taken[1]?.verdict).toMatchObject({ reason: 'consented', senderProof: 'verified' })
  })
})

describe('when nobody can judge', () => {
  const away = () =>
    createVerifier(createApiClient({ url: 'http://127.0.0.1:1', chain: network, retries: 0 }))

  it('answers 503, says when to come again, and tells the relay why', async () => {
    const relay = openRelay({ source: away() })
    const response = await relay.send(scene.letter())
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('2')
    expect(await response.json()).toMatchObject({ code: 'not_judged', status: 503 })
    expect(relay.errors).toMatchObject([{ name: 'ApiUnreachableError' }])
    expect(relay.taken).toEqual([])
  })

  it('asks the next source, if there is one', async () => {
    const bytes = scene.letter()
    const relay = openRelay({ source: firstOf(away(), createVerifier(scene.api)) })
    await scene.pay(bytes)
    await scene.caughtUp()
    expect((await relay.send(bytes)).status).toBe(202)
  })

  it('still acknowledges what was taken in', async () => {
    const bytes = scene.letter()
    const store = memoryLetterStore()
    const { stampId } = await scene.pay(bytes)
    await openRelay({ store }).send(bytes, {}, { stampId })
    expect((await openRelay({ store, source: away() }).send(bytes)).status).toBe(200)
  })
})

describe('a reorg', () => {
  it('that undoes a stamp holds its letter back, until it is posted again', async () => {
    const bytes = scene.letter()
    const letter = { inboxId: scene.inboxId, letterHash: keccak256(bytes) }
    const store = memoryLetterStore()
    const relay = openRelay({ store })
    const told: string[] = []
    const abort = new AbortController()
    let onAlive = (): void => {}
    // From now on means from when the stream is open: what is posted before, it does not tell.
    const isFollowed = new Promise<void>((resolve) => {
      onAlive = resolve
    })
    const followed = followReorgs({
      ...{ api: scene.api, store, relay: scene.relay.account.address as Address },
      ...{ signal: abort.signal, onAlive },
      onRetracted: (id) => void told.push(`retracted ${id}`),
      onRestored: (id) => void told.push(`posted ${id}`),
    })
    const until = (line: string) =>
      poll(() => told.includes(line), { for: line, within: 30_000, every: 50 })
    await isFollowed

    const snapshot = await scene.reader.snapshot()
    const { stamp, stampId } = await scene.pay(bytes)
    await until(`posted ${stampId}`)
    expect((await relay.send(bytes, {}, { stampId })).status).toBe(202)
    expect(await store.find(letter)).toBeDefined()

    await scene.reader.revert({ id: snapshot })
    await scene.reader.mine({ blocks: 3 })
    await until(`retracted ${stampId}`)
    expect(await store.find(letter)).toBeUndefined()
    expect(await refused(await relay.send(bytes))).toMatchObject({ error: 'postage_required' })

    told.length = 0
    const again = await scene.pay(bytes, { expiresAt: stamp.expiresAt })
    expect(again.stampId).toBe(stampId)
    await until(`posted ${stampId}`)
    expect(await store.find(letter)).toBeDefined()
    expect((await relay.send(bytes)).status).toBe(200)
    expect(relay.taken).toHaveLength(1)
    abort.abort()
    await followed
  })
})

// The last, as the API is gone after it.
describe('a relay with a replica', () => {
  it('goes on for a while when the API is away, and then lets nothing through', async () => {
    const replica = createReplica({ api: scene.api, maxStalenessSeconds: 10 })
    await replica.ready
    const [known, unknown] = [scene.letter(), scene.letter()]
    const first = await scene.pay(known)
    const question = {
      ...{ inboxId: scene.inboxId, sender: scene.sender.account.address },
      ...{ letterHash: keccak256(known), relay: scene.relay.account.address },
    }
    const isKnown = () => replica.verify(question).eligible
    await poll(isKnown, { for: 'the replica to know the stamp', within: 20_000 })
    await scene.apiProcess.stop()

    const away = createApiClient({ url: scene.api.url, chain: network, retries: 0 })
    const relay = openRelay({ source: firstOf(replica, createVerifier(away)), maxWaitSeconds: 1 })
    expect((await relay.send(known, {}, { stampId: first.stampId })).status).toBe(202)
    // Brand-new postage nobody knows now.
    const { stampId } = await scene.pay(unknown)
    const response = await relay.send(unknown, {}, { stampId })
    expect(await refused(response)).toMatchObject({ error: 'postage_unknown', accepts: [] })
    expect(response.headers.get('retry-after')).not.toBeNull()

    const isSilent = async () => (await relay.send(scene.letter())).status === 503
    await poll(isSilent, { for: 'the replica to be stale', within: 40_000, every: 500 })
    expect((await relay.send(unknown, {}, { stampId })).status).toBe(503)
    expect((await relay.send(known)).status).toBe(200)
    replica.close()
  })
})

async function earned(): Promise<bigint> {
  return await getLedgerBalance(scene.reader, { owner: scene.relay.account.address, token: native })
}

async function statusOf(stampId: Hex): Promise<string> {
  return (await getStampStatus(scene.reader, { stampId })).status
}
