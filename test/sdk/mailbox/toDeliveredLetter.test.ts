import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { toDeliveredLetter } from '../../../sdk/src/mailbox/toDeliveredLetter.ts'
import { RelayAnswerError } from '../../../sdk/src/x402/RelayAnswerError.ts'
import { sessionAt, writtenLetter } from './support/letters.ts'

const session = sessionAt('http://relay.example')
const taken = (letter: unknown) => toDeliveredLetter(JSON.stringify(letter), session)
const refused = (letter: unknown) => {
  try {
    return taken(letter)
  } catch (error) {
    return error
  }
}
const notALetter = { name: 'RelayAnswerError', reason: 'not_a_letter' }

describe('toDeliveredLetter', () => {
  it('reads what a relay writes, whatever the case of its digits', () => {
    const written = writtenLetter(7, { sender: '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc' })
    const upper = { ...written, letterHash: `0x${written.letterHash.slice(2).toUpperCase()}` }
    const { receipt } = written
    expect(taken(upper)).toEqual({
      ...{ letterId: '7', letterHash: written.letterHash, receivedAt: 1_795_000_000 },
      ...{ sender: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC', postageId: null },
      receipt: {
        admission: { ...receipt.admission, relay: receipt.admission.relay.toLowerCase() },
        signature: receipt.signature,
      },
      sealed: new TextEncoder().encode('letter 7'),
    })
  })

  it('names the postage that paid', () => {
    const { receipt, ...written } = writtenLetter(1)
    const admission = { ...receipt.admission, postageId: `0x${'CD'.repeat(32)}` }
    const postageId = `0x${'cd'.repeat(32)}`
    expect(taken({ ...written, receipt: { ...receipt, admission } })).toMatchObject({ postageId })
    expect(taken(written)).toMatchObject({ postageId: null, receipt: null })
  })

  it.each(['letterId', 'letterHash', 'sender', 'receivedAt', 'body'])(
    'takes none without %s, or with another thing in its place',
    (name) => {
      expect(refused({ ...writtenLetter(1), [name]: undefined })).toMatchObject(notALetter)
      expect(refused({ ...writtenLetter(1), [name]: '../x' })).toMatchObject(notALetter)
    },
  )

  it('takes none whose bytes are not those of its hash, and says how to go on behind it', () => {
    const error = refused({ ...writtenLetter(3), body: writtenLetter(4).body })
    expect(error).toMatchObject(notALetter)
    expect((error as RelayAnswerError).shortMessage).toMatch(
      /^The relay at http:\/\/relay\.example sends other bytes than those of 0x\w+\. The letters behind it are read with `after: '3'`\.$/,
    )
  })

  it.each([
    ['no receipt', 'none'],
    ['another letter’s', writtenLetter(2).receipt],
    [
      'another inbox’s',
      {
        ...writtenLetter(1).receipt,
        admission: { ...writtenLetter(1).receipt.admission, inboxId: `0x${'99'.repeat(32)}` },
      },
    ],
    ['one without a signature', { admission: writtenLetter(1).receipt.admission }],
  ])('takes none with a receipt that is %s', (_, receipt) => {
    expect(refused(writtenLetter(1, { receipt }))).toMatchObject(notALetter)
  })

  test.prop([fc.oneof(fc.json(), fc.string())])('refuses anything else in words', (data) => {
    expect(() => toDeliveredLetter(data, session)).toThrow(RelayAnswerError)
  })
})
