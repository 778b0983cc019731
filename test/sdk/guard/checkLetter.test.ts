import { keccak256 } from 'viem'
import { describe, expect, it } from 'vitest'
import { GuardRefusal } from '../../../sdk/src/guard/GuardRefusal.ts'
import type { GuardOptions } from '../../../sdk/src/guard/guardOptions.ts'
import { memoryLetterStore } from '../../../sdk/src/guard/memoryLetterStore.ts'
import { withPostage } from '../../../sdk/src/guard/withPostage.ts'
import { toHeaderValue } from '../../../sdk/src/x402/headerValue.ts'
import { consented, guardOf, letterHeaders, mustPay } from './support/guardOf.ts'

/*
checkLetter
├── given a letter that may be carried → asked before it is claimed; what it throws is answered
├── given a stranger that could pay → asked before it is told a price
├── given a stranger that no postage helps, or that has paid → not asked
└── given the store refuses at the last moment → that is answered, and the letter may be sent again
*/

const bytes = new TextEncoder().encode('a sealed letter')
const full = () => new GuardRefusal(507, 'inbox_full', 'Full.')
const refuse = () => {
  throw full()
}

async function send(verdict: unknown, options: Partial<GuardOptions>, payment?: object) {
  const { guard } = guardOf(verdict, options)
  const headers = { ...letterHeaders, ...payment }
  const request = new Request('https://relay.example/letters', {
    ...{ method: 'POST', headers, body: bytes },
  })
  const response = await withPostage(guard, () => new Response(null, { status: 202 }))(request)
  const { code } = (await response.json().catch(() => ({}))) as { code?: string }
  return { status: response.status, code }
}

const payment = {
  'payment-signature': toHeaderValue({
    x402Version: 2,
    accepted: { scheme: 'pennypost-stamp', network: 'eip155:31337' },
    payload: { stampId: keccak256(bytes) },
  }),
}

describe('checkLetter', () => {
  it('keeps out a letter that could be carried, before it is claimed', async () => {
    const store = memoryLetterStore()
    const asked: unknown[] = []
    const checkLetter: GuardOptions['checkLetter'] = async (letter) => {
      asked.push(await store.claim(letter, 'another', 0))
      throw full()
    }
    const answer = await send(consented, { store, checkLetter })
    expect(answer).toEqual({ status: 507, code: 'inbox_full' })
    expect(asked).toEqual(['claimed'])
    expect(await send(consented, { store })).toMatchObject({ status: 202 })
  })

  it('is asked before a stranger is told a price', async () => {
    const told = await send(mustPay, { checkLetter: refuse })
    expect(told).toEqual({ status: 507, code: 'inbox_full' })
    expect(await send(mustPay, { checkLetter: () => {} })).toMatchObject({ status: 402 })
  })

  it('says nothing of a letter that no postage helps, or whose postage does not do', async () => {
    const closed = { ...mustPay, reason: 'closed', quote: [] }
    expect(await send(closed, { checkLetter: refuse })).toMatchObject({ status: 402 })
    expect(await send(mustPay, { checkLetter: refuse }, payment)).toMatchObject({ status: 402 })
  })

  it('may be had once more by the store, when it is to keep the letter', async () => {
    const store = memoryLetterStore()
    const finish = () => Promise.reject(full())
    const answer = await send(consented, { store: { ...store, finish } })
    expect(answer).toEqual({ status: 507, code: 'inbox_full' })
    expect(await send(consented, { store })).toMatchObject({ status: 202 })
  })
})
