import type { Hex } from 'viem'
import { zeroHash } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MailingTree } from '../../../protocol/mailingTree.ts'
import { registerRelay } from '../../../sdk/src/actions/registerRelay.ts'
import { signReceipt } from '../../../sdk/src/guard/receipt.ts'
import { letterHash } from '../../../sdk/src/letters/letterHash.ts'
import type { MailingFile } from '../../../sdk/src/mailings/mailingFile.ts'
import type { SendAllMailParameters, SentMail } from '../../../sdk/src/mailings/sendAllMail.ts'
import { sendAllMail } from '../../../sdk/src/mailings/sendAllMail.ts'
import { treeOfMailing } from '../../../sdk/src/mailings/treeOfMailing.ts'
import { fromHeaderValue, toHeaderValue } from '../../../sdk/src/x402/headerValue.ts'
import { paymentHeaders } from '../../../sdk/src/x402/payment.ts'
import type { SdkChain, SdkClient } from '../support/chain.ts'
import { startSdkChain } from '../support/chain.ts'
import { exampleMailing } from './support/exampleMailing.ts'

/*
sendAllMail
├── sends each letter with its proof, and tells of each that the relay has signed for
├── given the relay refuses a letter → it is among what is returned, with the relay's reason
├── given there is no receipt that holds → no_receipt
├── given a body is not what was paid for → changed, and it is not sent
├── given the relay fails or is away → throws, after what is under way was told
└── given it is called off → throws the reason, and sends no more
*/

let chain: SdkChain
let relay: SdkClient
let mailing: MailingFile
let tree: MailingTree

beforeAll(async () => {
  chain = await startSdkChain()
  relay = chain.clientOf(1)
  const { contracts } = chain
  const endpoint = 'https://relay.example'
  await registerRelay(relay, { signer: relay.account.address, endpoint, contracts })
  const of = { chainId: 31337, postOffice: contracts.PostOffice, relay: relay.account.address }
  mailing = await exampleMailing({ count: 4, ...of })
  tree = await treeOfMailing(mailing)
})
afterAll(() => chain?.close())

type Answer = (sent: { hash: Hex; inboxId: Hex; index: number }) => Promise<Response> | Response

/** Where letters go to in the place of a network. */
function relayOf(answer: Answer) {
  const sent: number[] = []
  const fetchLetter = async (url: unknown, init: RequestInit = {}) => {
    expect(String(url)).toBe('https://relay.example/letters')
    const headers = new Headers(init.headers)
    const { payload } = fromHeaderValue('payment', headers.get(paymentHeaders.signature) ?? '')
    const { mailingId, index, proof } = (payload as { mailing: Record<string, unknown> }).mailing
    expect({ mailingId, proof }).toEqual({
      ...{ mailingId: mailing.mailingId, proof: tree.proof(Number(index)) },
    })
    sent.push(Number(index))
    const { inboxId } = mailing.letters[Number(index)] as { inboxId: Hex }
    return await answer({
      ...{ hash: letterHash(init.body as Uint8Array), inboxId, index: Number(index) },
    })
  }
  return { sent, fetch: fetchLetter as unknown as typeof fetch }
}

const taken =
  (postageId: Hex = mailing.mailingId): Answer =>
  async ({ hash, inboxId }) => {
    const info = await signReceipt({
      ...{ chainId: 31337, postOffice: chain.contracts.PostOffice, signer: relay.account },
      admission: {
        ...{ relay: relay.account.address, inboxId, letterHash: hash, postageId },
        receivedAt: 1_795_377_600,
      },
    })
    const settlement = {
      ...{ success: true, transaction: '', network: 'eip155:31337' },
      extensions: { 'pennypost-admission': { info } },
    }
    const headers = { [paymentHeaders.response]: toHeaderValue(settlement) }
    return new Response(null, { status: 202, headers })
  }

function refused(error: string): Response {
  const required = { x402Version: 2, error, resource: { url: 'x' }, accepts: [] }
  return new Response(null, {
    status: 402,
    headers: { [paymentHeaders.required]: toHeaderValue(required) },
  })
}

function send(answer: Answer, more: Partial<SendAllMailParameters> = {}) {
  const sent: SentMail[] = []
  const { fetch, sent: tried } = relayOf(answer)
  const refusing = sendAllMail(relay, {
    ...{ head: mailing, letters: mailing.letters, due: [0, 1, 2, 3], tree, fetch },
    ...{ relay: relay.account.address, url: 'https://relay.example', atOnce: 1 },
    ...{ contracts: chain.contracts, maxWaitSeconds: 0, ...more },
    onSent: (mail) => sent.push(mail),
  })
  return { refusing, sent, tried }
}

describe('sendAllMail', () => {
  it('sends each letter that is due with its proof, and tells of what the relay has signed for', async () => {
    const told: unknown[] = []
    const onProgress = (done: number, refusals: readonly unknown[]) =>
      told.push([done, refusals.length])
    const { refusing, sent } = send(taken(), { due: [3, 1], onProgress })
    expect(await refusing).toEqual([])
    const { letters, mailingId } = mailing
    for (const [place, index] of [3, 1].entries())
      expect(sent[place]).toMatchObject({
        ...{ index, relay: relay.account.address, letterHash: letters[index]?.letterHash },
        receipt: { admission: { postageId: mailingId } },
      })
    expect(told).toEqual([
      [1, 0],
      [2, 0],
    ])
  })

  it('takes a receipt that says that no postage was needed', async () => {
    const { refusing, sent } = send(taken(zeroHash), { due: [0] })
    expect(await refusing).toEqual([])
    expect(sent).toHaveLength(1)
  })

  it('says why the relay has not taken others', async () => {
    const answers: Answer[] = [
      () => refused('sender_denied'),
      () => new Response(null, { status: 202 }),
      taken(`0x${'ab'.repeat(32)}`),
      taken(),
    ]
    const { refusing, sent } = send((letter) => (answers[letter.index] as Answer)(letter))
    expect(await refusing).toEqual([
      { index: 0, reason: 'sender_denied' },
      { index: 1, reason: 'no_receipt' },
      { index: 2, reason: 'no_receipt' },
    ])
    expect(sent.map(({ index }) => index)).toEqual([3])
  })

  it('does not send what is not what was paid for', async () => {
    const letters = mailing.letters.map((letter) => ({ ...letter, body: new Uint8Array(9) }))
    const { refusing, tried } = send(taken(), { letters, due: [2] })
    expect(await refusing).toEqual([{ index: 2, reason: 'changed' }])
    expect(tried).toEqual([])
  })

  it('ends where the relay fails, with what it says, and has told of what was sent', async () => {
    const full = { code: 'too_busy', detail: 'Come back.' }
    const { refusing, sent, tried } = send(async (letter) =>
      letter.index === 0
        ? await taken()(letter)
        : Response.json(full, { status: 500, headers: { 'retry-after': '9' } }),
    )
    await expect(refusing).rejects.toMatchObject({
      ...{ name: 'RelayAnswerError', reason: 'refused', status: 500, code: 'too_busy' },
      ...{ retryAfterSeconds: 9, shortMessage: expect.stringMatching(/answered 500: too_busy/) },
    })
    expect({ sent: sent.length, tried }).toEqual({ sent: 1, tried: [0, 1] })
  })

  it('ends where the relay is away', async () => {
    const away = () => Promise.reject(new TypeError('fetch failed'))
    await expect(send(away).refusing).rejects.toMatchObject({
      ...{ name: 'RelayAnswerError', reason: 'unreachable' },
    })
  })

  it('ends when it is called off', async () => {
    const ends = new AbortController()
    const { refusing, tried } = send(
      async (letter) => {
        const answer = await taken()(letter)
        ends.abort(new Error('called off'))
        return answer
      },
      { signal: ends.signal },
    )
    await expect(refusing).rejects.toThrow('called off')
    expect(tried).toEqual([0])
  })

  it('has no letter to send that was sealed elsewhere, or is not there', async () => {
    const letters = mailing.letters.map(({ body: _, ...letter }) => letter)
    await expect(send(taken(), { letters, due: [0] }).refusing).rejects.toThrow(RangeError)
    await expect(send(taken(), { due: [4] }).refusing).rejects.toThrow('There is no letter 4')
  })
})
