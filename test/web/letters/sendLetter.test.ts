import { describe, expect, it } from 'vitest'
import { SignatureNeededError } from '../../../web/src/letters/letterProblems.ts'
import type { OwnLetter } from '../../../web/src/letters/OwnLetter.ts'
import type { SendContext } from '../../../web/src/letters/sendLetter.ts'
import { sendLetter } from '../../../web/src/letters/sendLetter.ts'
import { createStore } from '../../../web/src/storage/createStore.ts'
import { memory } from '../../../web/src/storage/memory.ts'
import { aLetter } from './support.ts'

describe('sendLetter, of a letter that has to be signed', () => {
  async function attempt(mayAsk: boolean) {
    const store = createStore<OwnLetter>('test-send', memory())
    await store.set('key', aLetter({ isSigned: true }))
    const asked: string[] = []
    const wallet = () => {
      asked.push('wallet')
      return Promise.reject(new Error('asked'))
    }
    const context = { store, mayAsk, wallet, onPhase: () => undefined }
    const error = await sendLetter('key', context as unknown as SendContext).catch(
      (error: unknown) => error,
    )
    return { error, asked }
  }

  it('stops before the wallet where nobody has asked to go on', async () => {
    const { error, asked } = await attempt(false)
    expect(error).toBeInstanceOf(SignatureNeededError)
    expect(asked).toEqual([])
  })

  it('asks the wallet where somebody has', async () => {
    const { error, asked } = await attempt(true)
    expect(error).not.toBeInstanceOf(SignatureNeededError)
    expect(asked).toEqual(['wallet'])
  })
})
