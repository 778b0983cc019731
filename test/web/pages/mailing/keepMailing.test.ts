import type { MailingFile } from '@pennypost/sdk/mailings'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { keepMailing } from '../../../../web/src/pages/mailing/keepMailing.ts'
import type { KeptMailing, LetterPart } from '../../../../web/src/pages/mailing/mailingStore.ts'
import { keyOfMailing, letterPart } from '../../../../web/src/pages/mailing/mailingStore.ts'
import { createStore } from '../../../../web/src/storage/createStore.ts'
import { memory } from '../../../../web/src/storage/memory.ts'
import { exampleMailing } from '../../../sdk/mailings/support/exampleMailing.ts'

/*
keepMailing
├── keeps its letters, and says how many were sealed elsewhere
├── given it is kept already
│   ├── a letter that has its body stays as it is
│   ├── a letter that has none takes it from the file
│   ├── two files with a part of the bodies each make it whole
│   └── what is noted of the mailing stays
└── given a mailing of several parts: each counts
*/

const about = { name: 'readers', token: { symbol: 'ETH', decimals: 18 } }

describe('keepMailing', () => {
  let whole: MailingFile
  let mailings = createStore<KeptMailing>('test-mailings', memory())
  let letters = createStore<LetterPart>('test-mailing-letters', memory())

  beforeAll(async () => {
    whole = await exampleMailing({ count: 3 })
  })
  beforeEach(() => {
    mailings = createStore('test-mailings', memory())
    letters = createStore('test-mailing-letters', memory())
  })

  const keep = async (file: MailingFile) => await keepMailing(file, about, { mailings, letters })
  const head = async () => await mailings.get(keyOfMailing(whole))
  const kept = async () => await letters.get(`${whole.mailingId} 0`)
  /** Without the bodies of letters at these indexes. */
  const without = (file: MailingFile, gone: readonly number[]): MailingFile => ({
    ...file,
    letters: file.letters.map((letter, index) =>
      gone.includes(index) ? { ...letter, body: undefined } : letter,
    ),
  })

  it('keeps its letters, and says how many were sealed elsewhere', async () => {
    await keep(without(whole, [1]))
    expect(await kept()).toEqual(without(whole, [1]).letters)
    expect(await head()).toMatchObject({ name: 'readers', sent: 0, elsewhere: 1 })
  })

  it('never replaces a body by none', async () => {
    await keep(whole)
    await keep(without(whole, [0, 1, 2]))
    expect(await kept()).toEqual(whole.letters)
    expect(await head()).toMatchObject({ elsewhere: 0 })
  })

  it('leaves a letter that has its body as it is', async () => {
    await keep(whole)
    await keep({ ...whole, letters: whole.letters.map((letter) => ({ ...letter, line: 9 })) })
    expect(await kept()).toEqual(whole.letters)
  })

  it('takes bodies from a file that comes later', async () => {
    await keep(without(whole, [0, 1, 2]))
    expect(await head()).toMatchObject({ elsewhere: 3 })
    await keep(whole)
    expect(await kept()).toEqual(whole.letters)
    expect(await head()).toMatchObject({ elsewhere: 0 })
  })

  it('is whole after two files with a part of the bodies each', async () => {
    await keep(without(whole, [0]))
    await keep(without(whole, [1, 2]))
    expect(await kept()).toEqual(whole.letters)
    expect(await head()).toMatchObject({ elsewhere: 0 })
  })

  it('lets what is noted of the mailing stay', async () => {
    await keep(without(whole, [0]))
    const noted = { sent: 2, askedAt: 7, isOpen: true, keptAt: 5, name: 'mine' }
    await mailings.update(keyOfMailing(whole), (before) => before && { ...before, ...noted })
    await keep({ ...whole, uri: 'https://evil.example' })
    expect(await head()).toMatchObject({ ...noted, uri: '', elsewhere: 0 })
  })

  it('counts letters of all parts', async () => {
    const long = await exampleMailing({ count: letterPart + 2, bodyBytes: 4 })
    await keep(without(long, [0, letterPart + 1]))
    expect(await mailings.get(keyOfMailing(long))).toMatchObject({ elsewhere: 2 })
    await keep(without(long, [0]))
    expect(await mailings.get(keyOfMailing(long))).toMatchObject({ elsewhere: 1 })
  })
})
