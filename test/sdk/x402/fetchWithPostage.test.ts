import { getRequestListener } from '@hono/node-server'
import type { Hex } from 'viem'
import {
  createWalletClient,
  custom,
  HttpRequestError,
  InternalRpcError,
  keccak256,
  publicActions,
  UserRejectedRequestError,
  zeroAddress,
} from 'viem'
import { hardhat } from 'viem/chains'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inboxIdOf } from '../../../protocol/ids.ts'
import { getStampStatus } from '../../../sdk/src/actions/getStampStatus.ts'
import { registerInbox } from '../../../sdk/src/actions/registerInbox.ts'
import { setTerms } from '../../../sdk/src/actions/setTerms.ts'
import { mayBeSent } from '../../../sdk/src/chain/mayBeSent.ts'
import type { FetchWithPostageParameters } from '../../../sdk/src/x402/fetchWithPostage.ts'
import { fetchWithPostage } from '../../../sdk/src/x402/fetchWithPostage.ts'
import { toHeaderValue } from '../../../sdk/src/x402/headerValue.ts'
import { namedPostageOf } from '../../../sdk/src/x402/namedPostage.ts'
import type { PaidPostage } from '../../../sdk/src/x402/PaidPostage.ts'
import { listen, serveHandler } from '../guard/support/httpServers.ts'
import type { SdkChain, SdkClient } from '../support/chain.ts'
import { NOW, startSdkChain } from '../support/chain.ts'
import { offlineClient } from '../support/registryScene.ts'
import { answer402, requiredBy, wayOf } from './support/requirements.ts'

/*
fetchWithPostage, against relays good and bad, on a chain
├── given a relay that takes the letter at once → nothing is paid, and no node asked
├── given a relay that asks for postage → paid once, within the cap, and shown
├── given a relay that asks for what it must not → nothing is signed
├── given what speaks for the letter is too new → waited for, never paid
└── given it was paid and something breaks → the stamp is told of, and named when sending again
*/

const network = 'eip155:31337'
const stake = 1_000n
const carriage = 7n
const relay = '0x00000000000000000000000000000000000000aa'

let chain: SdkChain
let recipient: SdkClient
let reader: SdkClient
let snapshot: Hex
/** Every method that the sender's node was asked. */
let asked: string[]

beforeAll(async () => {
  chain = await startSdkChain()
  ;[recipient, reader] = [chain.clientOf(1), chain.clientOf(9)]
  const { contracts, token } = chain
  await registerInbox(recipient, { contracts })
  for (const each of [zeroAddress, token.address])
    await setTerms(recipient, { inboxId: inboxId(), token: each, stake, window: 3_600, contracts })
})
afterAll(() => chain?.close())
beforeEach(async () => {
  snapshot = await reader.snapshot()
  asked = []
})
afterEach(() => reader.revert({ id: snapshot }))

const inboxId = (): Hex => inboxIdOf(recipient.account.address, 0n)
const bytes = new TextEncoder().encode('a sealed letter')

/** A sender whose node remembers what it was asked. */
function payer(breaks: (method: string) => unknown = () => {}) {
  const { account } = chain.clientOf(2)
  const provider = {
    request: async ({ method, params }: { method: string; params?: unknown }) => {
      asked.push(method)
      const answer = await chain.provider.request({ method, params } as never)
      await breaks(method)
      return answer
    },
  }
  const transport = custom(provider, { retryCount: 0 })
  return createWalletClient({ account, chain: hardhat, transport, pollingInterval: 20 }).extend(
    publicActions,
  )
}

const way = (fields: object = {}) =>
  wayOf({
    ...{ inboxId: inboxId(), letterHash: keccak256(bytes), relay, carriage, stake },
    ...{ postOffice: chain.contracts.PostOffice, expiresAt: NOW + 90_000 },
    ...fields,
  })

/** A relay that takes letters whose stamp is on the chain, and says what it wants for others. */
function goodRelay(accepts: unknown[] = [way()]) {
  const shown: Hex[] = []
  const handler = async (request: Request): Promise<Response> => {
    expect(new Uint8Array(await request.arrayBuffer())).toEqual(bytes)
    const payment = request.headers.get('payment-signature')
    if (payment === null) return answer402(requiredBy(accepts))
    const named = namedPostageOf(payment, network)
    if (!('stampId' in named)) return answer402(requiredBy(accepts, 'bad_proof'))
    shown.push(named.stampId)
    const { status } = await getStampStatus(reader, { ...named, contracts: chain.contracts })
    if (status !== 'open') return answer402(requiredBy([], 'postage_unknown'))
    const settlement = { success: true, transaction: '', network }
    return new Response('taken', {
      status: 202,
      headers: { 'payment-response': toHeaderValue(settlement) },
    })
  }
  return { shown, handler }
}

async function send(
  url: string,
  parameters: Partial<FetchWithPostageParameters> = {},
  client = payer(),
) {
  return await fetchWithPostage(client, {
    ...{ url, bytes, contracts: chain.contracts, maxPostage: { [zeroAddress]: carriage + stake } },
    address: { inboxId: inboxId(), sender: chain.clientOf(2).account.address },
    ...parameters,
  })
}

const signed = () => asked.filter((method) => method.startsWith('eth_send')).length
const failure = (sent: Promise<unknown>) =>
  sent.then(
    () => Promise.reject(new Error('It did not fail')),
    (error) => error,
  )

describe('a letter that is taken at once', () => {
  it('costs nothing, and no node is asked', async () => {
    const url = await serveHandler(async (request) => new Response(await request.arrayBuffer()))
    const { response, paid, settlement } = await fetchWithPostage(offlineClient(), {
      ...{ url, bytes, contracts: chain.contracts, maxPostage: {} },
      address: { inboxId: inboxId(), sender: recipient.account.address },
    })
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
    expect({ paid, settlement }).toEqual({ paid: undefined, settlement: undefined })
  })

  it('goes out as docs/x402.md says, with headers of the caller’s own', async () => {
    const seen: Record<string, string>[] = []
    const url = await serveHandler((request) => {
      seen.push(Object.fromEntries(request.headers))
      return new Response(null, { status: 202 })
    })
    await send(url, { headers: { authorization: 'Bearer x' } })
    expect(seen).toMatchObject([
      {
        'content-type': 'application/octet-stream',
        'pennypost-inbox': inboxId(),
        'pennypost-sender': chain.clientOf(2).account.address,
        authorization: 'Bearer x',
      },
    ])
  })

  it('gives any other answer as it is', async () => {
    const url = await serveHandler(() => new Response('no', { status: 413 }))
    expect((await send(url)).response.status).toBe(413)
  })
})

describe('a relay that asks for postage', () => {
  it('is paid once, and shown the stamp', async () => {
    const { handler, shown } = goodRelay()
    const url = await serveHandler(handler)
    const steps: string[] = []
    const { response, paid, settlement } = await send(url, {
      onStep: (step) =>
        steps.push(step.step === 'transaction' ? step.transaction.state : step.step),
    })
    expect(response.status).toBe(202)
    expect(await response.text()).toBe('taken')
    expect(settlement?.success).toBe(true)
    expect(shown).toEqual([paid?.stampId])
    expect(paid?.stamp).toMatchObject({ relay, carriage, stake, letterHash: keccak256(bytes) })
    expect(steps).toEqual(['sending', 'paying', 'asking', 'sent', 'done', 'paid'])
    expect(signed()).toBe(1)
  })

  it('is paid at the cap, and not above it', async () => {
    const { handler } = goodRelay()
    const url = await serveHandler(handler)
    const below = { [zeroAddress]: carriage + stake - 1n }
    const error = await failure(send(url, { maxPostage: below }))
    expect(error).toMatchObject({ name: 'PostageRefusedError', paid: undefined })
    expect(error.shortMessage).toContain('is above `maxPostage`')
    expect(signed()).toBe(0)
    const { response } = await send(url, { maxPostage: { [zeroAddress]: carriage + stake } })
    expect(response.status).toBe(202)
  })

  it('is paid in a token, with its allowance', async () => {
    const { token } = chain
    const sender = chain.clientOf(2).account.address
    await chain.mint(sender, carriage + stake)
    const { handler } = goodRelay([way(), way({ token: token.address })])
    const url = await serveHandler(handler)
    const names: string[] = []
    const { response, paid } = await send(url, {
      maxPostage: { [token.address]: carriage + stake },
      onStep: (step) => {
        if (step.step === 'transaction' && step.transaction.state === 'sent')
          names.push(step.transaction.name)
      },
    })
    expect(response.status).toBe(202)
    expect(names).toEqual(['approve', 'post'])
    expect(paid?.stamp.token.toLowerCase()).toBe(token.address.toLowerCase())
    expect(await token.read.balanceOf([sender])).toBe(0n)
  })

  it('is not paid if the chain refuses the stamp', async () => {
    const { handler } = goodRelay([way({ stake: stake - 1n })])
    const error = await failure(send(await serveHandler(handler)))
    expect(error).toMatchObject({ name: 'ContractRefusalError', errorName: 'StakeTooLow' })
    expect(signed()).toBe(0)
  })

  it('is waited for while it has not seen the stamp', async () => {
    const { handler } = goodRelay()
    let blind = 2
    const url = await serveHandler((request) => {
      const isPaid = request.headers.has('payment-signature')
      if (isPaid && blind-- > 0)
        return answer402(requiredBy([way()], 'postage_unknown'), { 'retry-after': '0.05' })
      return handler(request)
    })
    const waits: string[] = []
    const { response } = await send(url, {
      onStep: (step) => step.step === 'waiting' && waits.push(step.reason),
    })
    expect(response.status).toBe(202)
    expect(waits).toEqual(['postage_unknown', 'postage_unknown'])
    expect(signed()).toBe(1)
  })
})

describe('a relay that asks for what it must not', () => {
  it.each([
    ['another contract', () => ({ ...way(), payTo: relay }), 'pays another contract'],
    ['another letter', () => way({ letterHash: `0x${'12'.repeat(32)}` }), 'for another letter'],
    ['another inbox', () => way({ inboxId: `0x${'12'.repeat(32)}` }), 'for another letter'],
    ['another chain', () => ({ ...way(), network: 'eip155:1' }), 'is on another chain'],
    ['more than it says', () => ({ ...way(), amount: '1' }), 'is not the sum'],
    ['more than the cap', () => way({ stake: stake + 1n }), 'is above `maxPostage`'],
    ['another token', () => way({ token: chain.token.address }), 'in a token that'],
    ['escrow for ever', () => way({ expiresAt: NOW + 40 * 86_400 }), 'kept in escrow for longer'],
    ['an end in the past', () => way({ expiresAt: NOW - 1 }), 'ends in the past'],
    ['another scheme', () => ({ ...way(), scheme: 'exact' }), 'is not of the scheme'],
    ['nonsense', () => null, 'is not of the scheme'],
  ])('is not paid: %s', async (_, asks, sentence) => {
    const url = await serveHandler(() => answer402(requiredBy([asks()])))
    const error = await failure(send(url))
    expect(error).toMatchObject({ name: 'PostageRefusedError', reason: 'postage_required' })
    expect(error.shortMessage).toContain(sentence)
    expect(asked.filter((method) => method !== 'eth_getBlockByNumber')).toEqual([])
  })

  it('is not paid if it is another relay than was named', async () => {
    const url = await serveHandler(goodRelay().handler)
    const other = chain.clientOf(5).account.address
    const error = await failure(send(url, { relay: other }))
    expect(error.shortMessage).toContain('pays another relay')
    expect(signed()).toBe(0)
  })

  it('is told of as it is where nothing would help', async () => {
    const url = await serveHandler(() => answer402(requiredBy([], 'sender_denied')))
    const error = await failure(send(url))
    expect(error).toMatchObject({ name: 'PostageRefusedError', reason: 'sender_denied' })
    expect(error.shortMessage).toBe(
      'The relay does not carry the letter, and no postage would help: sender_denied.',
    )
  })

  it('is not paid if it sends the letter elsewhere', async () => {
    const good = await serveHandler(goodRelay().handler)
    const url = await serveHandler(() => Response.redirect(good, 307))
    const error = await failure(send(url))
    expect(error).toMatchObject({ name: 'RelayAnswerError', reason: 'redirected' })
    expect(asked).toEqual([])
  })

  it('is paid by the first way that will do, whatever stands before it', async () => {
    const ways = [null, way({ stake: 10n ** 18n }), { ...way(), payTo: relay }, way(), way()]
    const { response } = await send(await serveHandler(goodRelay(ways).handler))
    expect(response.status).toBe(202)
    expect(signed()).toBe(1)
  })

  it('is not paid if its 402 is not of x402', async () => {
    const url = await serveHandler(() => new Response('pay me', { status: 402 }))
    expect(await failure(send(url))).toMatchObject({ name: 'PaymentHeaderError' })
    expect(signed()).toBe(0)
  })
})

describe('a sender that gives up before the payment', () => {
  it.each(['paying', 'transaction'] as const)('pays nothing: at %s', async (at) => {
    const abort = new AbortController()
    const url = await serveHandler(goodRelay().handler)
    const onStep = ({ step }: { step: string }) => step === at && abort.abort()
    const error = await failure(send(url, { signal: abort.signal, onStep }))
    expect(error).toMatchObject({ name: 'AbortError' })
    expect(signed()).toBe(0)
  })

  it('is not even told of the price', async () => {
    const abort = new AbortController()
    const steps: string[] = []
    const url = await serveHandler(goodRelay().handler)
    const client = payer((method) => method === 'eth_getBlockByNumber' && abort.abort())
    const onStep = ({ step }: { step: string }) => steps.push(step)
    const error = await failure(send(url, { signal: abort.signal, onStep }, client))
    expect(error).toMatchObject({ name: 'AbortError' })
    expect({ steps, signed: signed() }).toEqual({ steps: ['sending'], signed: 0 })
  })
})

describe('a cap that is none', () => {
  it.each(['0.002', 'x', NaN, {}, null, undefined])('sends nothing: %s', async (most) => {
    let shown = 0
    const url = await serveHandler(() => {
      shown += 1
      return answer402(requiredBy([way()]))
    })
    const error = await failure(send(url, { maxPostage: { [zeroAddress]: most as never } }))
    expect(error).toMatchObject({ name: 'InvalidParameterError', parameter: 'maxPostage' })
    expect({ asked, shown }).toEqual({ asked: [], shown: 0 })
  })
})

describe('what speaks for the letter but is too new', () => {
  it('is waited for, and not paid for', async () => {
    let blind = 2
    const url = await serveHandler(() =>
      blind-- > 0
        ? answer402(requiredBy([way()], 'not_final'), { 'retry-after': '0.05' })
        : new Response(null, { status: 202 }),
    )
    expect((await send(url)).response.status).toBe(202)
    expect(asked).toEqual([])
  })

  it('is not paid for though it stays so', async () => {
    const url = await serveHandler(() => answer402(requiredBy([way()], 'not_final')))
    const error = await failure(send(url, { maxWaitSeconds: 0 }))
    expect(error).toMatchObject({ name: 'PostageRefusedError', reason: 'not_final' })
    expect(error.shortMessage).toContain('Send it again later')
    expect(signed()).toBe(0)
  })
})

describe('a letter that was paid for', () => {
  /** A relay that does something else with what is paid, as long as it is told to. */
  const oddRelay = async (odd: (request: Request) => Response | Promise<Response>) => {
    const { handler, shown } = goodRelay()
    const state = { isOdd: true }
    const url = await serveHandler((request) =>
      state.isOdd && request.headers.has('payment-signature') ? odd(request) : handler(request),
    )
    return { url, shown, state }
  }
  const resume = async (url: string, before: PaidPostage) => {
    const count = signed()
    const { response, paid } = await send(url, { paid: before })
    expect(response.status).toBe(202)
    expect({ paid, more: signed() - count }).toEqual({ paid: undefined, more: 0 })
  }

  it('and refused is told of, paid once, and sent again by its stamp', async () => {
    const { url, state } = await oddRelay(() => answer402(requiredBy([way()], 'expiring')))
    const error = await failure(send(url))
    expect(error).toMatchObject({ name: 'PostageRefusedError', reason: 'expiring' })
    expect(signed()).toBe(1)
    state.isOdd = false
    await resume(url, error.paid)
  })

  it('and asked to be paid for again is not', async () => {
    const { url, state } = await oddRelay(() => answer402(requiredBy([way(), way()])))
    const error = await failure(send(url))
    expect(error).toMatchObject({ name: 'PostageRefusedError', reason: 'postage_required' })
    expect(signed()).toBe(1)
    const again = await failure(send(url, { paid: error.paid }))
    expect(again).toMatchObject({ name: 'PostageRefusedError', paid: undefined })
    expect(signed()).toBe(1)
    state.isOdd = false
    await resume(url, error.paid)
  })

  it('and sent elsewhere is told of, and its payment shown to nobody else', async () => {
    const seen: Request[] = []
    const other = await serveHandler((request) => {
      seen.push(request)
      return new Response(null, { status: 202 })
    })
    const { url, state } = await oddRelay(() => Response.redirect(other, 307))
    const error = await failure(send(url))
    expect(error).toMatchObject({
      name: 'LetterUnsentError',
      cause: { name: 'RelayAnswerError', reason: 'redirected' },
    })
    expect({ seen, signed: signed() }).toEqual({ seen: [], signed: 1 })
    state.isOdd = false
    await resume(url, error.paid)
  })

  it('and never answered is told of', async () => {
    const { handler } = goodRelay()
    const good = getRequestListener(handler)
    const url = await listen((request, response) => {
      if (!request.headers['payment-signature']) void good(request, response)
    })
    const error = await failure(send(url, { maxAnswerSeconds: 1, maxWaitSeconds: 0 }))
    expect(error).toMatchObject({ name: 'LetterUnsentError', cause: { reason: 'too_slow' } })
    expect(error.paid.stamp).toMatchObject({ stake })
  })

  it('and whose connection breaks is told of, and sent again by its stamp', async () => {
    const { handler } = goodRelay()
    let isOdd = true
    const good = getRequestListener(handler)
    const url = await listen((request, response) => {
      if (isOdd && request.headers['payment-signature']) request.socket.destroy()
      else void good(request, response)
    })
    const error = await failure(send(url, { maxWaitSeconds: 0 }))
    expect(error).toMatchObject({ name: 'LetterUnsentError', docsPath: 'docs/x402.md' })
    expect(error.shortMessage).toContain(error.paid.stampId)
    expect(signed()).toBe(1)
    isOdd = false
    await resume(url, error.paid)
  })

  it.each([409, 429, 502, 503, 504])('is sent again by itself after %i', async (status) => {
    const { handler } = goodRelay()
    let times = 0
    const url = await serveHandler((request) => {
      const isPaid = request.headers.has('payment-signature')
      if (!isPaid || times++ > 0) return handler(request)
      return new Response(null, { status, headers: { 'retry-after': '0.01' } })
    })
    expect((await send(url)).response.status).toBe(202)
    expect(signed()).toBe(1)
  })

  it('gives the answer of a relay that stays away, with what was paid', async () => {
    const { url } = await oddRelay(() => new Response(null, { status: 503 }))
    const { response, paid } = await send(url, { maxWaitSeconds: 0 })
    expect(response.status).toBe(503)
    expect(paid?.stamp).toMatchObject({ stake })
  })

  it('and answered with another 402 than x402’s is told of', async () => {
    const { url } = await oddRelay(() => new Response(null, { status: 402 }))
    const error = await failure(send(url))
    expect(error).toMatchObject({
      name: 'LetterUnsentError',
      cause: { name: 'PaymentHeaderError' },
    })
    expect(error.paid.stamp).toMatchObject({ stake })
  })

  it('and given up while waiting is told of', async () => {
    const abort = new AbortController()
    const { url } = await oddRelay(() => {
      setTimeout(() => abort.abort(), 50)
      return answer402(requiredBy([], 'postage_unknown'), { 'retry-after': '5' })
    })
    const error = await failure(send(url, { signal: abort.signal }))
    expect(error).toMatchObject({ name: 'LetterUnsentError', cause: { name: 'AbortError' } })
  })

  it('by a transaction that nobody knows the fate of is told of', async () => {
    const { handler } = goodRelay()
    const url = await serveHandler(handler)
    const error = await failure(
      send(url, {
        onStep: (step) => {
          if (step.step === 'transaction' && step.transaction.state === 'sent')
            throw new Error('The node is gone')
        },
      }),
    )
    expect(error).toMatchObject({
      name: 'LetterUnsentError',
      cause: { message: 'The node is gone' },
    })
    await resume(url, error.paid)
  })

  it.each([
    ['the way to the node', () => new HttpRequestError({ url: 'http://node', status: 502 })],
    ['the node itself', () => new InternalRpcError(new Error('upstream is gone'))],
  ])('by a transaction whose answer is lost is told of: %s', async (_, lost) => {
    const url = await serveHandler(goodRelay().handler)
    const client = payer((method) => {
      if (method.startsWith('eth_send')) throw lost()
    })
    const error = await failure(send(url, {}, client))
    expect(error).toMatchObject({ name: 'LetterUnsentError' })
    expect(error.shortMessage).toContain('may have been posted')
    expect(error.paid).not.toHaveProperty('hash')
    expect(mayBeSent(error.cause)).toBe(true)
    const { stampId } = error.paid
    const { status } = await getStampStatus(reader, { stampId, contracts: chain.contracts })
    expect(status).toBe('open')
    await resume(url, error.paid)
  })

  it('by nobody, as a person declined, costs nothing', async () => {
    const url = await serveHandler(goodRelay().handler)
    const client = payer((method) => {
      if (method === 'eth_estimateGas') throw new UserRejectedRequestError(new Error('No.'))
    })
    const error = await failure(send(url, {}, client))
    expect(error).not.toMatchObject({ name: 'LetterUnsentError' })
    expect({ unclear: mayBeSent(error), signed: signed() }).toEqual({ unclear: false, signed: 0 })
  })

  it('and refused again when sent again is told of', async () => {
    const url = await serveHandler(() => answer402(requiredBy([way()], 'already_settled')))
    const error = await failure(send(url, { paid: { stampId: `0x${'12'.repeat(32)}` as Hex } }))
    expect(error).toMatchObject({ name: 'PostageRefusedError', reason: 'already_settled' })
    expect(signed()).toBe(0)
  })
})
