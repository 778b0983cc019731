import { beforeAll, describe, expect, it } from 'vitest'
import { checkBodies } from '../../../sdk/src/mailings/checkBodies.ts'
import { MailingFileError } from '../../../sdk/src/mailings/MailingFileError.ts'
import type { MailingFile } from '../../../sdk/src/mailings/mailingFile.ts'
import { mailingText } from '../../../sdk/src/mailings/mailingText.ts'
import { readMailing } from '../../../sdk/src/mailings/readMailing.ts'
import { readMailingHead } from '../../../sdk/src/mailings/readMailingHead.ts'
import { treeOfMailing } from '../../../sdk/src/mailings/treeOfMailing.ts'
import { deployment, exampleMailing } from './support/exampleMailing.ts'

/*
The file of a mailing
├── comes back as it was written: with letters sealed elsewhere, any uri, empty lines and lines of Windows
├── gives its head without the rest of it being read
├── is read and written so that others can do something else meanwhile
├── is refused, with the reason, whatever is wrong with its form
└── is refused where its letters are not those that are paid for
*/

let example: MailingFile
let text: string

beforeAll(async () => {
  example = await exampleMailing({ count: 3 })
  text = [...mailingText(example)].join('')
})

const read = (of: string) => readMailing({ lines: of.split('\n'), ...deployment })

/** Holds all of it against its mailing. */
async function readWhole(of: string): Promise<MailingFile> {
  const file = await read(of)
  await checkBodies(file.letters)
  await treeOfMailing(file)
  return file
}

describe('the file of a mailing', () => {
  it('comes back as it was written', async () => {
    expect(await readWhole(text)).toEqual(example)
    expect(await readWhole(text.replaceAll('\n', '\r\n\r\n'))).toEqual(example)
    const bare = { ...example, letters: example.letters.map(({ body: _, ...letter }) => letter) }
    expect(await readWhole([...mailingText(bare)].join(''))).toEqual(bare)
  })

  it('has a line for each letter, whatever stands in its uri', async () => {
    const odd = { ...example, uri: 'a\nb\u2028c\u2029d\u202ee\u{e0001}ü' }
    const lines = [...mailingText(odd)].join('').split(/[\n\u2028\u2029]/)
    expect(lines).toHaveLength(1 + 3 + 1)
    expect(lines[0]).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
    expect((await readMailing({ lines, ...deployment })).uri).toBe(odd.uri)
  })

  it('gives its head without the rest of it', async () => {
    const asked: string[] = []
    function* lines() {
      for (const line of ['', ...text.split('\n')]) {
        asked.push(line)
        yield line
      }
    }
    const { letters: _, ...head } = example
    expect(await readMailingHead({ lines: lines(), ...deployment })).toEqual(head)
    expect(asked).toHaveLength(2)
    await expect(readMailingHead({ lines: [], ...deployment })).rejects.toMatchObject({
      reason: 'not_a_mailing',
    })
  })

  it('is written in parts, and read with pauses that may end it', async () => {
    const large = await exampleMailing({ count: 40, bodyBytes: 10 })
    expect([...mailingText(large)].length).toBeGreaterThan(2)
    const lines = [...mailingText(large)].join('').split('\n')
    let [breaths, most] = [0, Number.POSITIVE_INFINITY]
    const breathe = () => {
      breaths += 1
      return breaths > most ? Promise.reject(new Error('called off')) : Promise.resolve()
    }
    const file = await readMailing({ lines, ...deployment, breathe })
    await checkBodies(file.letters, { breathe })
    await treeOfMailing(file, { breathe })
    expect(breaths).toBe(1 + 3 * 40)
    ;[breaths, most] = [0, 20]
    await expect(readMailing({ lines, ...deployment, breathe })).rejects.toThrow('called off')
  })

  it.each([
    ['another file', () => 'recipient,text\n', 'not_a_mailing', 'is no file of a mailing.'],
    ['nothing', () => '\n', 'not_a_mailing', 'is no file of a mailing.'],
    ['a list', () => '[1]', 'not_a_mailing', 'is no file of a mailing.'],
    [
      'one of another form',
      () => text.replace('"version":1', '"version":2'),
      ...['other_version', 'is of a form that is not known here.'],
    ],
    [
      'one of another chain',
      () => text.replace('31337', '1'),
      ...['other_deployment', ' on eip155:1, and this is '],
    ],
    [
      'one of another PostOffice',
      () => text.replace(/"postOffice":"0x..../, '"postOffice":"0x0000'),
      ...['other_deployment', 'is of PostOffice 0x0000'],
    ],
    [
      'one whose price was changed',
      () => text.replace('"stake":"1"', '"stake":"2"'),
      ...['changed', 'was changed: it is not of mailing 0x'],
    ],
    [
      'one without a relay',
      () => text.replace('"relay"', '"rely"'),
      ...['damaged', 'is damaged: `relay` of the mailing is not as it must be.'],
    ],
    [
      'one with an amount above 96 bits',
      () => text.replace('"stake":"1"', `"stake":"${2n ** 96n}"`),
      ...['damaged', '`stake` of the mailing'],
    ],
    [
      'one that was cut short',
      () => text.slice(0, -9),
      ...['cut_short', 'is cut short: the letter at index 2 is no JSON.'],
    ],
    [
      'one with a letter too few',
      () => text.split('\n').slice(0, 3).join('\n'),
      ...['incomplete', 'is not whole: it has 2 of 3 letters.'],
    ],
    [
      'one with a letter out of place',
      () => text.replace('"index":1', '"index":2'),
      ...['changed', 'the letter at index 1 is not in its place.'],
    ],
    [
      'one with a line that is none',
      () => text.replace('"line":2', '"line":-2'),
      ...['damaged', '`line` of the letter at index 0 is not as it must be.'],
    ],
    [
      'one with a body that is no base64',
      () => text.replace('"body":"', '"body":"%'),
      ...['damaged', '`body` of the letter at index 0'],
    ],
    [
      'one with another inbox',
      () => text.replace(`"inboxId":"0x${'0'.repeat(63)}3`, `"inboxId":"0x${'0'.repeat(63)}9`),
      ...['changed', 'its letters are not those of mailing 0x'],
    ],
    [
      'one with a letter that was changed',
      () => text.replace('"body":"AA', '"body":"BB'),
      ...['changed', 'the letter at index 0 is not the one that is paid for.'],
    ],
  ])('refuses %s', async (_, made, reason, fault) => {
    const error = await readWhole(made()).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(MailingFileError)
    expect(error).toMatchObject({ reason, fault: expect.stringContaining(fault as string) })
    const { shortMessage, fault: said, index } = error as MailingFileError
    expect(shortMessage).toBe(`The file ${said}`)
    expect(index).toBe(said.includes('index') ? Number(said.match(/index (\d)/)?.[1]) : undefined)
  })
})
