import { maxContentBytes } from '@pennypost/sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRecipients, mostListed } from '../../../web/src/input/csvRecipients.ts'

const chloe = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'
const inbox = `0x${'ab'.repeat(32)}` as const

const read = async (list: string, common = '') => {
  const result = await csvRecipients(list, common)
  if (result.letters === undefined) throw new Error(result.fault)
  return result
}
const reasons = async (list: string, common = 'Hello') =>
  (await read(list, common)).problems.map(({ line, reason }) => `${line}: ${reason}`)
const fault = async (list: string, common = 'Hello') => (await csvRecipients(list, common)).fault

describe('csvRecipients', () => {
  it.each([',', ';', '\t'])('reads values set apart by %j', async (delimiter) => {
    const list = ['recipient', 'text'].join(delimiter)
    const { letters, problems } = await read(`${list}\n${[chloe, '"Hi; a,\tb"'].join(delimiter)}\n`)
    expect(problems).toEqual([])
    expect(letters).toEqual([{ line: 2, recipient: chloe, text: 'Hi; a,\tb' }])
  })

  it('takes the columns in any order and case, and tells which it does not use', async () => {
    const { letters, unused } = await read(
      `Name,LETTER,Recipient\nChloe,Hello,${inbox.toUpperCase().replace('X', 'x')}\n`,
    )
    expect(letters).toEqual([{ line: 2, recipient: inbox, text: 'Hello' }])
    expect(unused).toEqual(['Name'])
  })

  it('takes plain recipients without a header, and their own letters behind a delimiter', async () => {
    const { letters } = await read(`${chloe}\n${inbox};"Your own"\n`, 'For all')
    expect(letters.map(({ text }) => text)).toEqual(['For all', 'Your own'])
  })

  it.each([
    [',', 'Dear Chloe, the meeting is at noon,  not at one.'],
    [';', 'Dear Chloe; the meeting is at noon ;not, at one'],
    ['\t', 'Dear Chloe,\tthe meeting'],
    [',', 'Dear Chloe,, the meeting,'],
    [',', 'Dear Chloe, "the meeting", at noon'],
    [';', 'from you, recipient, to me'],
  ])('cuts no letter of a list without a header at a later %j', async (delimiter, text) => {
    const { letters, problems } = await read(
      `${chloe}${delimiter}${text}\n "${inbox}" ${delimiter}  ${text}  \n`,
    )
    expect(problems).toEqual([])
    expect(letters.map((letter) => letter.text)).toEqual([text, text])
    expect(letters.map(({ line }) => line)).toEqual([1, 2])
  })

  it('asks for quotes where something follows a quoted letter', async () => {
    expect(await reasons(`${chloe},"Dear Chloe, hello", and more\n${inbox},"a",`)).toEqual([
      '1: The line has 3 values, and without a header there are 2: a value with a comma in it stands in double quotes.',
      '2: The line has 3 values, and without a header there are 2: a value with a comma in it stands in double quotes.',
    ])
  })

  it('takes no other line into a letter by a quote within it', async () => {
    expect(await reasons(`${chloe},Hello, "Chloe\n${inbox},Hello"`)).toEqual([
      '2: The line has 3 values, and without a header there are 2: a value with a comma in it stands in double quotes.',
    ])
  })

  it('takes values that a spreadsheet left empty for no letter', async () => {
    const { letters } = await read(`${chloe},, \n${inbox}, ,\n`, 'For all')
    expect(letters.map(({ text }) => text)).toEqual(['For all', 'For all'])
  })

  it('gives the letter for all to lines without one', async () => {
    const { letters } = await read(`recipient,text\n${chloe},\n${inbox},Own\n`, 'For all')
    expect(letters.map(({ text }) => text)).toEqual(['For all', 'Own'])
  })

  it('keeps line breaks and quotes within a letter', async () => {
    const { letters } = await read(`recipient,text\n${chloe},"Dear ""Chloe"",\r\n\r\nhello"\n`)
    expect(letters[0]?.text).toBe('Dear "Chloe",\n\nhello')
  })

  it('says of each line what is wrong', async () => {
    const list = [
      'recipient,text',
      ',Hello',
      'chloe.eth,Hello',
      `${chloe.replace('F79bf', 'F79Bf')},Hello`,
      `0x${'0'.repeat(40)},Hello`,
      `0x${'0'.repeat(64)},Hello`,
      `${chloe},Hello, Chloe`,
      chloe,
      `${chloe},0x${'12'.repeat(32)}`,
      `${chloe},ada.txt`,
      `nobody,   `,
    ].join('\n')
    expect(await reasons(list, '')).toEqual([
      '2: There is no recipient in this line.',
      '3: “chloe.eth” is no recipient: that is an address (0x and 40 digits) or an inbox id (0x and 64).',
      `4: ${chloe.replace('F79bf', 'F79Bf')} has a typing mistake: its capitals do not fit its digits.`,
      '5: Address 0 is nobody’s.',
      '6: Inbox 0 is nobody’s.',
      '7: The line has 3 values, and the header has 2: a value with a comma in it stands in double quotes.',
      '8: The line has 1 value, and the header has 2.',
      '9: This is the hash of a letter that was sealed elsewhere: only the command line mails those.',
      '10: “ada.txt” is the name of a file, which a page cannot open: put the words of the letter here.',
      '11: “nobody” is no recipient: that is an address (0x and 40 digits) or an inbox id (0x and 64).',
      '11: There is no letter in this line.',
    ])
  })

  it('takes a letter that just fits', async () => {
    expect((await read(chloe, 'a'.repeat(maxContentBytes))).letters).toHaveLength(1)
    expect(await reasons(chloe, 'é'.repeat(maxContentBytes / 2 + 1))).toEqual([
      `1: The letter has ${maxContentBytes + 2} bytes, and may have ${maxContentBytes}.`,
    ])
  })

  it('refuses lists that make no sense as a whole', async () => {
    expect(await fault(' \n\n')).toBe('The list is empty. Name a recipient in each line.')
    expect(await fault('recipient,text\n')).toBe('The list has a header, and nobody below it.')
    expect(await fault('name,text\nChloe,Hello')).toContain('a column “recipient”')
    expect(await fault(`recipient,recipient\n${chloe},a`)).toContain('two columns “recipient”')
    expect(await fault(`recipient,text,letter\n${chloe},a,b`)).toContain('both “text” and “letter”')
    expect(await fault(`recipient,stake\n${chloe},1`)).toContain('the same stake')
    expect(await fault(`recipient\n${chloe}`, ' ')).toContain('no column “text”')
    expect(await fault(`recipient,text\n${chloe},a"b`)).toContain('Line 2 is no CSV')
  })

  it('takes as many lines as it says', async () => {
    expect((await read(`${chloe}\n`.repeat(mostListed), 'Hello')).letters).toHaveLength(mostListed)
    expect(await fault(`${chloe}\n`.repeat(mostListed + 1))).toContain(`at most ${mostListed}`)
  })

  it('gives back any letter that was quoted', async () => {
    const texts = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map((text) => text.replaceAll(/\r\n?/g, '\n').trim())
      .filter((text) => text !== '' && !/^[\w.-]+$/.test(text))
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 5 }), async (letters) => {
        const lines = letters.map((text) => `${chloe},"${text.replaceAll('"', '""')}"`)
        const { letters: found } = await read(`recipient,text\n${lines.join('\n')}`)
        expect(found.map(({ text }) => text)).toEqual(letters)
      }),
    )
  })
})
