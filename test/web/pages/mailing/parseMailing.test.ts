import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MailingFile } from '@pennypost/sdk/mailings'
import { mailingText } from '@pennypost/sdk/mailings'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readMailingFile } from '../../../../cli/mailings/readMailingFile.ts'
import { writeMailingFile } from '../../../../cli/mailings/writeMailingFile.ts'
import type { ScopedChain } from '../../../../web/src/config/scopedChain.ts'
import { parseMailing } from '../../../../web/src/pages/mailing/parseMailing.ts'
import { deployment, exampleMailing } from '../../../sdk/mailings/support/exampleMailing.ts'

const { chainId, postOffice } = deployment
const chain: ScopedChain = {
  ...{ id: chainId, caip2: 'eip155:31337', name: 'Local chain', rpcUrl: 'http://127.0.0.1:1' },
  nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
  contracts: { InboxRegistry: postOffice, RelayRegistry: postOffice, PostOffice: postOffice },
}

describe('parseMailing', () => {
  let folder: string
  let example: MailingFile
  let text: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pennypost-mailing-'))
    example = await exampleMailing({ count: 3, bodyBytes: 20_000 })
    text = [...mailingText(example)].join('')
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('reads what the command line writes, and the other way round', async () => {
    const ours = join(folder, 'ours.mailing')
    writeFileSync(ours, text)
    expect(await readMailingFile(ours, chain)).toEqual(example)
    const theirs = join(folder, 'theirs.mailing')
    writeMailingFile(theirs, example)
    expect(await parseMailing(readFileSync(theirs, 'utf8'), chain)).toEqual(example)
  })

  it.each([
    ['another file', () => 'recipient,text\n', 'This is no file of a mailing: this page writes'],
    [
      'one of another chain',
      () => text.replace('31337', '1'),
      'another chain or deployment than the page, which is on Local chain.',
    ],
    ['one of another form', () => text.replace('"version":1', '"version":2'), 'the page does not'],
    [
      'one with a letter too few',
      () => text.split('\n').slice(0, 3).join('\n'),
      'The file is not whole: it has 2 of 3 letters.',
    ],
    [
      'one with another inbox',
      () => text.replace(`"inboxId":"0x${'0'.repeat(63)}3`, `"inboxId":"0x${'0'.repeat(63)}9`),
      'The file was changed: its letters are not those of mailing 0x',
    ],
    [
      'one with a letter that was changed',
      () => text.replace('"body":"AA', '"body":"BB'),
      'Letter 1 of the file was changed: it is not as it was written.',
    ],
    [
      'one that names another inbox than the letter goes to',
      () => text.replace(`"recipient":"0x${'0'.repeat(63)}3`, `"recipient":"0x${'0'.repeat(63)}9`),
      'Letter 3 of the file was changed: it is not as it was written.',
    ],
    ['one that was cut short', () => text.slice(0, -9), 'Letter 3 of the file is cut short.'],
  ])('refuses %s', async (_, made, sentence) => {
    await expect(parseMailing(made(), chain)).rejects.toThrow(sentence)
  })
})
