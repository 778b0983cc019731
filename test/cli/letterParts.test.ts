import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fc, test } from '@fast-check/vitest'
import { keccak256 } from 'viem'
import { afterAll, describe, expect, it } from 'vitest'
import { deliveredLetter } from '../../cli/letters/deliveredLetter.ts'
import { relayUrl } from '../../cli/letters/relayUrl.ts'
import { saveContent } from '../../cli/letters/saveContent.ts'
import { shownText } from '../../cli/letters/shownText.ts'

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

describe('deliveredLetter', () => {
  const letter = {
    letterId: '7',
    letterHash: `0x${'AB'.repeat(32)}`,
    sender: '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc',
    receivedAt: 1_795_000_000,
    receipt: { admission: { postageId: `0x${'CD'.repeat(32)}` } },
    body: 'AQID',
  }

  it('reads what a relay writes', () => {
    expect(deliveredLetter(JSON.stringify(letter))).toEqual({
      letterId: '7',
      letterHash: `0x${'ab'.repeat(32)}`,
      sender: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC',
      receivedAt: 1_795_000_000,
      postageId: `0x${'cd'.repeat(32)}`,
      sealed: new Uint8Array([1, 2, 3]),
    })
  })

  it('has no postage where the receipt names none', () => {
    const free = {
      ...letter,
      sender: null,
      receipt: { admission: { postageId: `0x${'00'.repeat(32)}` } },
    }
    expect(deliveredLetter(JSON.stringify(free))).toMatchObject({ sender: null })
    expect(deliveredLetter(JSON.stringify(free))?.postageId).toBeUndefined()
  })

  it.each(Object.keys(letter).filter((name) => name !== 'receipt'))(
    'is none without %s',
    (name) => {
      expect(deliveredLetter(JSON.stringify({ ...letter, [name]: undefined }))).toBeUndefined()
      expect(deliveredLetter(JSON.stringify({ ...letter, [name]: '../x' }))).toBeUndefined()
    },
  )

  test.prop([fc.oneof(fc.json(), fc.string())])('takes anything without falling over', (data) => {
    expect(deliveredLetter(data)).toBeUndefined()
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
