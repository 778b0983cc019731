import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { StampStatus } from '@pennypost/sdk'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NoReceiptError, PaymentUnsureError } from '../../../web/src/letters/letterProblems.ts'
import type { OwnLetter } from '../../../web/src/letters/OwnLetter.ts'
import type { SendContext } from '../../../web/src/letters/sendLetter.ts'
import { sendLetter } from '../../../web/src/letters/sendLetter.ts'
import { createStore } from '../../../web/src/storage/createStore.ts'
import { memory } from '../../../web/src/storage/memory.ts'
import { chainOfStamps, contracts } from './chainOfStamps.ts'
import { aPaidLetter } from './support.ts'

/*
sendLetter, of a letter that is paid for
├── given the chain has its stamp
│   ├── when the relay takes it without a good receipt: it is kept as paid, and said
│   ├── when it was taken so before: it is handed over again
│   └── when there is a good receipt: it is done
├── given the chain has none any more: it is not known whether it is paid, and nothing is handed over or asked
└── given the chain does not answer: it is handed over
*/

/** Of what the relay was asked. */
let asked = 0
const relay = createServer((request, response) => {
  asked++
  request.resume()
  response.setHeader('content-type', 'text/html').end('Back soon')
})
let relayUrl: string

beforeAll(async () => {
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
  relayUrl = `http://127.0.0.1:${(relay.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => relay.close(resolve)))
beforeEach(() => {
  asked = 0
})

async function attempt(
  change: Partial<OwnLetter>,
  { status = () => 'open', mayAsk = false }: { status?: () => StampStatus; mayAsk?: boolean } = {},
) {
  const store = createStore<OwnLetter>('test-send-paid', memory())
  await store.set('key', { ...aPaidLetter(), relayUrl, ...change })
  const context = {
    ...{ store, mayAsk, onPhase: () => undefined, signal: new AbortController().signal },
    chain: { id: 31337, caip2: 'eip155:31337', contracts },
    client: chainOfStamps(status),
    wallet: () => Promise.reject(new Error('The wallet was asked.')),
  } as unknown as SendContext
  const error = await sendLetter('key', context).catch((error: unknown) => error)
  return { error, letter: await store.get('key') }
}

describe('sendLetter, of a letter that is paid for', () => {
  it('does not take any page of the relay for a delivery', async () => {
    const { error, letter } = await attempt({})
    expect(error).toBeInstanceOf(NoReceiptError)
    expect(letter?.postage?.isPosted).toBe(true)
    expect(letter?.delivery?.receipt).toBe('bad')
  })

  it.each(['bad', 'unchecked'] as const)(
    'hands over again what has a receipt that is %s',
    async (receipt) => {
      const { error } = await attempt({ delivery: { at: 1, receipt } })
      expect(error).toBeInstanceOf(NoReceiptError)
      expect(asked).toBe(1)
    },
  )

  it('is done with a good receipt', async () => {
    const { error } = await attempt({ delivery: { at: 1, receipt: 'good' } })
    expect(error).toBeUndefined()
    expect(asked).toBe(0)
  })

  it.each([true, false])(
    'takes back that it is paid where the chain has no stamp',
    async (mayAsk) => {
      const { error, letter } = await attempt({}, { status: () => 'none', mayAsk })
      expect(error).toBeInstanceOf(PaymentUnsureError)
      expect(letter?.postage?.isPosted).toBe(false)
      expect(asked).toBe(0)
    },
  )

  it('goes on where the chain does not answer', async () => {
    const status = () => {
      throw new Error('silence')
    }
    const { letter } = await attempt({}, { status })
    expect(letter?.postage?.isPosted).toBe(true)
    expect(asked).toBe(1)
  })
})
