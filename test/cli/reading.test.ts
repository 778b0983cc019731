import { describe, expect, it } from 'vitest'
import { createReading } from '../../cli/letters/createReading.ts'
import type { ClosedLetter } from '../../cli/letters/openDelivered.ts'
import { openDelivered } from '../../cli/letters/openDelivered.ts'
import type { ReadLetter } from '../../cli/letters/readLetterText.ts'
import { createKey } from '../../sdk/src/keys/createKey.ts'
import { contentOfText } from '../../sdk/src/letters/letterText.ts'
import { sealLetter } from '../../sdk/src/letters/sealLetter.ts'
import type { DeliveredLetter } from '../../sdk/src/mailbox/DeliveredLetter.ts'

/*
Reading
├── openDelivered: rubbish is what no key whatever opens; what another key or version may open is none
├── given a letter cannot be opened, or shown whole → it stays, is told, and does not count
└── given --discard → rubbish is acknowledged, once the document is out with --json; what another key may open stays
*/

const inboxId = `0x${'12'.repeat(32)}` as const
const place = { chainId: 31337, inboxId }
const letterHash = `0x${'ab'.repeat(32)}` as const
const bytes = (text: string) => new TextEncoder().encode(text)

const delivered = (letterId: string, sealed: Uint8Array = bytes('rubbish')): DeliveredLetter => ({
  ...{ letterId, letterHash, sealed, sender: null, receivedAt: 1_795_000_000 },
  ...{ postageId: null, receipt: null },
})

describe('openDelivered', () => {
  it('tells what is no letter from what another key may open', async () => {
    const [own, other] = [await createKey('x25519'), await createKey('x25519')]
    const content = contentOfText('Hello')
    const sealed = await sealLetter({ ...place, keys: [own], content })
    const cut = sealed.slice(0, -1)
    const changed = sealed.slice()
    changed.set([(sealed.at(-1) ?? 0) ^ 1], sealed.length - 1)
    const later = sealed.slice()
    later[3] = 9
    const closed = async (of: Uint8Array, keys = [own]) =>
      await openDelivered(delivered('1', of), place, keys)
    expect(await closed(bytes('rubbish'))).toEqual({
      ...{ letterHash, because: 'These bytes are no Pennypost letter.', isRubbish: true },
    })
    expect(await closed(cut)).toMatchObject({ isRubbish: false })
    expect(await closed(changed, [other, own, other])).toMatchObject({
      because: expect.stringContaining('not as it was sealed'),
      isRubbish: false,
    })
    expect(await closed(later)).toMatchObject({ isRubbish: false })
    expect(await closed(sealed, [other])).toMatchObject({ isRubbish: false })
    expect(await closed(sealed, [])).toMatchObject({ isRubbish: false })
    expect(await closed(sealed, [other, own])).toMatchObject({ text: 'Hello' })
  })
})

describe('createReading', () => {
  const rubbish: ClosedLetter = { letterHash, because: 'No letter.', isRubbish: true }
  const foreign: ClosedLetter = { letterHash, because: 'Other key.', isRubbish: false }
  const read = (text: string | undefined): ReadLetter => ({
    ...{ letterId: '3', letterHash, sender: undefined, receivedAt: 1_795_000_000 },
    ...{ postageId: undefined, postage: undefined, content: bytes(text ?? '\0'), text },
    file: undefined,
  })

  function reading({ discard = false, isJson = false } = {}) {
    const [acknowledged, notes, results]: [string[], string[], object[]] = [[], [], []]
    const output = {
      ...{ isJson, style: { bold: String, dim: String } },
      note: (text: string) => void notes.push(text),
      line: () => {},
      result: (document: object) => {
        expect(acknowledged).toEqual([])
        results.push(document)
      },
    }
    const mailbox = {
      acknowledge: async ({ letterId }: DeliveredLetter) => void acknowledged.push(letterId),
    }
    const facts = { inboxId, chain: 'eip155:31337', relay: inboxId.slice(0, 42) }
    const of = createReading({ output, globals: {} } as never, {
      ...{ mailbox: mailbox as never, facts: facts as never },
      ...{ keep: false, discard, isOne: isJson },
    })
    return { ...of, acknowledged, notes, results }
  }

  it('counts what was read, and not what had to stay', async () => {
    const { show, count, end, acknowledged, notes } = reading()
    await show(delivered('1'), rubbish)
    await show(delivered('2'), foreign)
    await show(delivered('3'), read(undefined))
    expect(count()).toBe(0)
    await show(delivered('4'), read('Hello'))
    expect({ count: count(), acknowledged }).toEqual({ count: 1, acknowledged: ['4'] })
    await expect(end()).rejects.toMatchObject({ exitCode: 2 })
    expect(notes.map((note) => note.split('. ')[0])).toEqual([
      ...['Letter 1 stays at the relay', 'Letter 2 stays at the relay'],
      'Letter 3 stays at the relay',
    ])
  })

  it('throws away what no key opens, where that is wanted', async () => {
    const { show, count, end, acknowledged, notes } = reading({ discard: true })
    await show(delivered('1'), rubbish)
    expect({ count: count(), acknowledged }).toEqual({ count: 0, acknowledged: ['1'] })
    await end()
    expect(notes).toEqual(['Letter 1 is thrown away. No letter.'])
    await show(delivered('2'), foreign)
    expect(acknowledged).toEqual(['1'])
  })

  it('throws away once the document is out that says so', async () => {
    const { show, end, acknowledged, results } = reading({ discard: true, isJson: true })
    await show(delivered('1'), rubbish)
    await show(delivered('2'), read('Hello'))
    await end()
    expect(acknowledged).toEqual(['1', '2'])
    expect(results).toMatchObject([
      { letters: [{ text: 'Hello' }], left: [], discarded: [{ letterId: '1', letterHash }] },
    ])
  })
})
