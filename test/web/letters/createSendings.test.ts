import { RelayAnswerError } from '@pennypost/sdk'
import { describe, expect, it, vi } from 'vitest'
import { createSendings } from '../../../web/src/letters/createSendings.ts'
import {
  LetterRefusedError,
  NoReceiptError,
  PaymentUnsureError,
  PriceChangedError,
  SignatureNeededError,
} from '../../../web/src/letters/letterProblems.ts'
import type { OwnLetter } from '../../../web/src/letters/OwnLetter.ts'
import type { SendContext, sendLetter } from '../../../web/src/letters/sendLetter.ts'
import { createStore } from '../../../web/src/storage/createStore.ts'
import { memory } from '../../../web/src/storage/memory.ts'
import { aLetter, aPaidLetter } from './support.ts'

/*
createSendings, when sending fails
├── given no wallet was asked before
│   ├── when it is certain that nothing was paid: the letter is dropped
│   │   ├── with what went wrong
│   │   └── and without a word where the person said no
│   ├── when it may be paid: it is kept
│   ├── when a free letter got no answer: it is kept
│   └── when it needs a signature: it is kept, and not tried again by itself
├── given a wallet was asked before: it is kept, whatever happens
└── given it is paid: it is kept, and handed over again
*/

const silence = new RelayAnswerError('unreachable', 'Nobody listens.')
const refusal = Object.assign(new Error('no'), { code: 4001 })

async function sending(letter: OwnLetter, error: unknown, change: Partial<OwnLetter> = {}) {
  const store = createStore<OwnLetter>('test-sendings', memory())
  await store.set('key', letter)
  const sent: boolean[] = []
  const send: typeof sendLetter = async (key, { mayAsk }) => {
    sent.push(mayAsk)
    await store.update(key, (known) => known && { ...known, ...change })
    throw error
  }
  const sendings = createSendings(send, (_, work) => work())
  sendings.start('key', { store, mayAsk: true } as unknown as SendContext)
  await vi.waitFor(() => expect(sendings.stateOf('key')?.isRunning).toBe(false))
  const state = sendings.stateOf('key')
  const kept = await store.get('key')
  sendings.forget('key')
  return { state, kept, sent }
}

const { postage: asked } = aPaidLetter({ isPosted: false })
const { postage: posted } = aPaidLetter()

describe('createSendings', () => {
  it('drops what is certainly not paid, with what went wrong', async () => {
    const error = new PriceChangedError('More.')
    const { state, kept } = await sending(aLetter(), error)
    expect(state).toEqual({ isRunning: false, isDropped: true, error })
    expect(kept).toBeUndefined()
  })

  it('drops what the person refused, without a word', async () => {
    const { state, kept } = await sending(aLetter(), refusal, { postage: asked })
    expect(state).toEqual({ isRunning: false, isDropped: true })
    expect(kept).toBeUndefined()
  })

  it('keeps what may be paid, and looks again', async () => {
    const { state, kept } = await sending(aLetter(), new PaymentUnsureError(), { postage: asked })
    expect(state?.error).toBeInstanceOf(PaymentUnsureError)
    expect(state?.retryAt).toBeGreaterThan(Date.now())
    expect(kept?.postage).toEqual(asked)
  })

  it('keeps a free letter of which the relay may know', async () => {
    const { kept } = await sending(aLetter({ price: undefined }), silence)
    expect(kept).toBeDefined()
    const refused = new LetterRefusedError('No.', { mayPass: false })
    expect((await sending(aLetter({ price: undefined }), refused)).kept).toBeUndefined()
  })

  it('keeps what needs a signature, and waits for the person', async () => {
    const { state, kept } = await sending(aLetter(), new SignatureNeededError())
    expect(kept).toBeDefined()
    expect(state?.error).toBeInstanceOf(SignatureNeededError)
    expect(state?.retryAt).toBeUndefined()
  })

  it.each([
    ['a refusal', refusal],
    ['silence', silence],
    ['anything', new Error('anything')],
  ])('keeps what a wallet was asked for before, on %s', async (_, error) => {
    const { state, kept } = await sending(aPaidLetter({ isPosted: false }), error)
    expect(kept).toBeDefined()
    expect(state?.isDropped).toBeUndefined()
    expect(state?.error).toBeDefined()
  })

  it('keeps what is paid, and hands it over again where that may help', async () => {
    const first = await sending(aLetter(), silence, { postage: posted })
    expect(first.kept?.postage?.isPosted).toBe(true)
    expect(first.state?.retryAt).toBeGreaterThan(Date.now())
    const taken = await sending(aPaidLetter(), new NoReceiptError('bad'))
    expect(taken.state?.retryAt).toBeGreaterThan(Date.now())
    const final = new LetterRefusedError('No.', { mayPass: false })
    const second = await sending(aLetter(), final, { postage: posted })
    expect(second.kept).toBeDefined()
    expect(second.state?.retryAt).toBeUndefined()
  })
})
