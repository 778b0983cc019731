import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fc, test } from '@fast-check/vitest'
import { keccak256, zeroAddress } from 'viem'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { readKeyFile } from '../../cli/accounts/keyFile.ts'
import type { Context } from '../../cli/context.ts'
import { explain } from '../../cli/errors/explain.ts'
import { checkAsked } from '../../cli/letters/checkAsked.ts'
import type { LetterPostage } from '../../cli/letters/letterPostage.ts'
import type { ReadLetter } from '../../cli/letters/readLetterText.ts'
import { readLetterJson, readLetterText } from '../../cli/letters/readLetterText.ts'
import type { Quote } from '../../cli/letters/readQuote.ts'
import { relayUrl } from '../../cli/letters/relayUrl.ts'
import { saveContent } from '../../cli/letters/saveContent.ts'
import { shownText } from '../../cli/letters/shownText.ts'
import { nothingToSpend, spendingOf } from '../../cli/letters/spending.ts'
import { untilFree } from '../../cli/letters/untilFree.ts'
import { createOutput } from '../../cli/output.ts'
import { printable, terminalSafe } from '../../cli/print/printable.ts'
import { quotedText } from '../../cli/print/quotedText.ts'
import { createStyle } from '../../cli/print/style.ts'
import { toJson } from '../../cli/print/toJson.ts'
import { ApiProblemError } from '../../sdk/src/errors/ApiProblemError.ts'
import { PostageRefusedError } from '../../sdk/src/errors/PostageRefusedError.ts'
import type { PaymentRequired, StampRequirements } from '../../sdk/src/x402/payment.ts'

const folder = mkdtempSync(join(tmpdir(), 'pennypost-letter-parts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('relayUrl', () => {
  it.each([
    ['https://relay.example', 'https://relay.example'],
    ['https://relay.example/', 'https://relay.example'],
    ['HTTPS://Relay.Example:443/letters', 'https://relay.example'],
    ['http://127.0.0.1:8788/post/letters/', 'http://127.0.0.1:8788/post'],
    ['https://relay.example/loveletters', 'https://relay.example/loveletters'],
    ['ftp://relay.example', undefined],
    ['relay.example', undefined],
    ['https://user:secret@relay.example', undefined],
    ['https://relay.example/?key=1', undefined],
    ['', undefined],
  ])('takes %s as %s', (endpoint, url) => {
    expect(relayUrl(endpoint)).toBe(url)
  })
})

describe('shownText', () => {
  it.each([
    ['Two\nlines\tand a tab', 'Two\nlines\tand a tab', true],
    ['By Windows\r\n', 'By Windows\n', true],
    ['\u001b]0;title\u0007', '?]0;title?', false],
    ['exe\u202efdp', 'exe?fdp', false],
    ['over\rwritten', 'over?written', false],
    ['👩\u200d🚀', '👩\u200d🚀', true],
  ])('shows %j', (text, shown, isWhole) => {
    expect(shownText(text)).toEqual({ shown, isWhole })
  })

  test.prop([fc.string({ unit: 'binary' })])('lets nothing steer the terminal', (text) => {
    const { shown, isWhole } = shownText(text)
    expect(shown).not.toMatch(/(?![\n\t\u200c\u200d])\p{C}/u)
    expect(isWhole).toBe(shown === text.replaceAll('\r\n', '\n'))
  })
})

describe('readLetterText', () => {
  const plain = { output: { style: createStyle(false) }, globals: { dev: 3 } }

  it('says of a letter of a mailing how its stake is collected, as long as it can be', () => {
    const postageId = keccak256('0x02')
    const stake = { token: zeroAddress, amount: 10n ** 15n, decimals: 18, symbol: 'ETH' }
    const expiresAt = 4_000_000_000
    const postage = { postageId, payer: zeroAddress, stake, expiresAt, status: 'open' } as const
    const letter = {
      ...{ letterId: '1', letterHash: keccak256('0x01'), receivedAt: 1, sender: undefined },
      ...{ postageId, file: undefined, content: new Uint8Array(2), text: 'Hi' },
    }
    const textOf = (of: Partial<LetterPostage> & Pick<LetterPostage, 'kind'>) =>
      readLetterText(plain, { ...letter, postage: { ...postage, ...of } })
    const published = textOf({ kind: 'mailing', isPublished: true })
    expect(published).toMatch(/^Stake +0\.001 ETH, waiting: collect it before 2096/m)
    expect(published).toMatch(
      new RegExp(`^Collect +pennypost collect --mail ${postageId} --dev 3$`, 'm'),
    )
    const unpublished = textOf({ kind: 'mailing', isPublished: false })
    expect(unpublished).toMatch(/^ +pennypost collect --mail mail\.json --dev 3$/m)
    for (const over of [
      textOf({ kind: 'mailing', isPublished: true, expiresAt: 1 }),
      textOf({ kind: 'mailing', isPublished: true, status: 'closed' }),
      textOf({ kind: 'stamp' }),
    ])
      expect(over).not.toMatch(/^Collect/m)
  })

  it('says of nobody to have paid where nothing shows it', () => {
    const postageId = keccak256('0x02')
    const letter: ReadLetter = {
      ...{ letterId: '1', letterHash: keccak256('0x01'), receivedAt: 1, sender: undefined },
      ...{ postageId, file: undefined },
      postage: 'not_proven',
      ...{ content: new Uint8Array(3), text: 'Hi\nPaid by    me' },
    }
    const shown = readLetterText(plain, letter)
    expect(shown).toMatch(new RegExp(`^Postage +not proven: the relay names ${postageId}`, 'm'))
    expect(shown).not.toMatch(/^Paid by/m)
    expect(shown).toMatch(/\n\n│ Hi\n│ Paid by {4}me\n$/)
    expect(readLetterJson(letter)).toMatchObject({ postage: null, postageProven: false })
  })
})

describe('quotedText', () => {
  it('marks each line, also those that a terminal would make', () => {
    const forged = `${' '.repeat(8)}From  me`
    expect(quotedText(`Hi\n\n${forged}`, 10)).toBe('│ Hi\n│\n│\n│ From  me')
    expect(quotedText('日本語', 6)).toBe('│ 日本\n│ 語')
    expect(quotedText('a\tb', 10)).toBe('│ a\n│\n│ b')
  })

  test.prop([fc.string({ unit: 'binary' }), fc.integer({ min: 3, max: 20 })])(
    'leaves no line without a mark',
    (text, columns) => {
      const lines = quotedText(shownText(text).shown, columns).split('\n')
      expect(lines.every((line) => line.startsWith('│'))).toBe(true)
    },
  )
})

describe('what others say', () => {
  const forged = 'ok\u001b[2K\n✓ Paid\u202e'

  it('neither steers the terminal nor begins a line', () => {
    expect(printable(`${forged}\u2028x`)).toBe('ok?[2K?✓ Paid??x')
    const { message } = explain(new ApiProblemError({ detail: forged, status: 400, code: 'x' }))
    expect(message).toBe('ok?[2K?✓ Paid?')
  })

  it('does not steer it by a way that was not thought of', () => {
    const written: string[] = []
    const stream = { write: (text: string) => written.push(text), isTTY: true }
    const streams = { stdout: stream, stderr: stream } as unknown as typeof process
    const output = createOutput({ isJson: false, isQuiet: false, isPlain: false }, streams)
    output.result({}, () => `${output.style.bold('Head')}\n\u001b[2Kbody\u001b]0;x\u0007`)
    output.note('a\u009b2Kb')
    expect(written).toEqual(['\u001b[1mHead\u001b[22m\n?[2Kbody?]0;x?\n', 'a?2Kb\n'])
    expect(terminalSafe('\u001b[31;8mx')).toBe('?[31;8mx')
  })
})

describe('toJson', () => {
  it.each([
    ['exe\u202efdp', '"exe\\u202efdp"'],
    ['a\u009b2Kb\u007f', '"a\\u009b2Kb\\u007f"'],
    ['\u2066x\u2069 \u2028', '"\\u2066x\\u2069 \\u2028"'],
    ['\u{e0041}', '"\\udb40\\udc41"'],
    ['line\nÄ日👩', '"line\\nÄ日👩"'],
  ])('writes %j as it may be shown', (text, written) => {
    expect(toJson(text)).toBe(written)
  })

  test.prop([fc.string({ unit: 'binary' })])('steers no terminal, and is the same JSON', (text) => {
    const written = toJson({ [text]: text, amount: 2n }, 2)
    expect(written).not.toMatch(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/u)
    expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify({ [text]: text, amount: '2' })))
  })
})

describe('checkAsked', () => {
  const total = { token: zeroAddress, symbol: 'ETH', decimals: 18, amount: 3n }
  const way = { total, carriage: 1n, stake: 2n, window: 3_600, expiresAt: 1_800_000_000 }
  const asked = (terms: object) =>
    ({
      asset: zeroAddress,
      extra: { carriage: '1', stake: '2', expiresAt: 1_800_003_600, ...terms },
    }) as unknown as StampRequirements

  it('lets pass what was shown, and less', () => {
    checkAsked(way, asked({}))
    checkAsked(way, asked({ carriage: '0', expiresAt: 1 }))
  })

  it.each([
    [{ carriage: '2' }, /a carriage of 0\.0{17}2 ETH, .* shown is for 0\.0{17}1 ETH\. Nothing was/],
    [{ stake: '3' }, /a stake of 0\.0{17}3 ETH/],
    [{ expiresAt: 1_800_003_601 }, /a stamp until 2027-01-15 \S+.* shown is for 2027-01-15/],
  ])('refuses %j', (terms, message) => {
    expect(() => checkAsked(way, asked(terms))).toThrow(message)
  })
})

describe('spendingOf', () => {
  it('pays nothing for a letter that is shown as free, whatever the cap', () => {
    const cap = { token: zeroAddress, symbol: 'ETH', decimals: 18, amount: 5n }
    const free = { deliverable: true, postageRequired: false, ways: [] } as unknown as Quote
    const context = { globals: { yes: true } } as unknown as Context
    expect(spendingOf(context, free, cap)).toBe(nothingToSpend)
  })
})

describe('untilFree', () => {
  const context = {
    chain: () => Promise.resolve({ nativeSymbol: 'ETH' }),
  } as unknown as Context
  const asking = (way: object) =>
    new PostageRefusedError('No.', {
      ...{ x402Version: 2, error: 'postage_required', resource: { url: '' } },
      accepts: [way] as PaymentRequired['accepts'],
    })

  it.each([
    [{ asset: zeroAddress, amount: `${10n ** 17n}` }, '0.1 ETH'],
    [{ asset: 'nothing', amount: '1' }, 'postage'],
    [{ asset: zeroAddress, amount: '0x1' }, 'postage'],
    [{}, 'postage'],
  ])('ends with what was shown and what the relay asks: %j', async (way, asked) => {
    // Each look at the clock is a minute after the one before.
    let now = 0
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => {
      now += 60_000
      return now
    })
    const sending = untilFree(
      context,
      () => Promise.reject(asking(way)),
      () => {},
    )
    const refusal = await sending.catch((error) => error)
    clock.mockRestore()
    expect(refusal).toMatchObject({
      exitCode: 3,
      message: `The letter was shown as free, and the relay asks for ${asked}. Nothing was paid. If what makes it free is new, send the letter again later.`,
    })
  })
})

describe('a key file', () => {
  it.each([null, 1, {}, { kind: 1, keyId: 'x', publicKey: '0x' }])('is none with %j', (key) => {
    const hex = 'ab'.repeat(16)
    const crypto = { cipher: 'aes-128-ctr', ciphertext: hex, mac: hex, cipherparams: { iv: hex } }
    const file = join(folder, 'key.json')
    writeFileSync(file, JSON.stringify({ version: 3, crypto, key }))
    expect(() => readKeyFile(file)).toThrow(/is no inbox key/)
  })
})

describe('saveContent', () => {
  const letterHash = keccak256('0x01')
  const content = new Uint8Array([1, 2, 3])

  it('writes a letter once, whole, and leaves nothing else behind', () => {
    const file = saveContent(join(folder, 'post'), { letterHash, content })
    expect(readFileSync(file)).toEqual(Buffer.from(content))
    expect(saveContent(join(folder, 'post'), { letterHash, content })).toBe(file)
    expect(readdirSync(join(folder, 'post'))).toEqual([`${letterHash}.bin`])
  })

  it('leaves a file of another content as it is', () => {
    const file = join(folder, `${letterHash}.txt`)
    writeFileSync(file, 'mine')
    const text = { letterHash, content, text: 'theirs' }
    expect(() => saveContent(folder, text)).toThrow('is there already')
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })
})
