import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { letterHash, mailingIdOf, mailingTree } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import { getAddress, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readMailingFile } from '../../../../cli/mailings/readMailingFile.ts'
import { writeMailingFile } from '../../../../cli/mailings/writeMailingFile.ts'
import type { ScopedChain } from '../../../../web/src/config/scopedChain.ts'
import type { MailingFile } from '../../../../web/src/pages/mailing/mailingFile.ts'
import { mailingText } from '../../../../web/src/pages/mailing/mailingText.ts'
import { parseMailing } from '../../../../web/src/pages/mailing/parseMailing.ts'

const address = (byte: string): Address => getAddress(`0x${byte.repeat(20)}`)
const contracts = {
  InboxRegistry: address('a1'),
  RelayRegistry: address('a2'),
  PostOffice: address('a3'),
}
const chain: ScopedChain = {
  ...{ id: 31337, caip2: 'eip155:31337', name: 'Local chain', rpcUrl: 'http://127.0.0.1:1' },
  nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
  contracts,
}

async function exampleOf(count: number): Promise<MailingFile> {
  const letters = Array.from({ length: count }, (_, place) => {
    const body = Uint8Array.from({ length: 20_000 }, (_, at) => (at * 7 + place) % 256)
    const inboxId: Hex = `0x${String(place + 1).padStart(64, '0')}`
    return { line: place + 2, recipient: inboxId, inboxId, letterHash: letterHash(body), body }
  })
  const { root } = await mailingTree(letters)
  const mailing = {
    ...{ sender: address('b1'), relay: address('b2'), token: zeroAddress, root, count },
    ...{ carriage: 2n ** 96n - 1n, stake: 1n, expiresAt: 1_795_000_000 },
  }
  const postOffice = contracts.PostOffice
  const mailingId = mailingIdOf({ chainId: 31337, postOffice, mailing })
  return { chain: chain.caip2, postOffice, mailingId, mailing, uri: '', letters }
}

describe('the file of a mailing', () => {
  let folder: string
  let example: MailingFile
  let text: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pennypost-mailing-'))
    example = await exampleOf(3)
    text = (await mailingText(example)).join('')
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('is read as it was written', async () => {
    expect(await parseMailing(text, chain)).toEqual(example)
  })

  it('is read by the command line, and the other way round', async () => {
    const ours = join(folder, 'ours.mailing')
    writeFileSync(ours, text)
    expect(await readMailingFile(ours, chain)).toEqual(example)
    const theirs = join(folder, 'theirs.mailing')
    writeMailingFile(theirs, example)
    expect(await parseMailing(readFileSync(theirs, 'utf8'), chain)).toEqual(example)
  })

  it('may have letters that were sealed elsewhere', async () => {
    const { letters, ...head } = example
    const bare = { ...head, letters: letters.map(({ body: _, ...letter }) => letter) }
    expect(await parseMailing((await mailingText(bare)).join(''), chain)).toEqual(bare)
  })

  it.each([
    ['another file', () => 'recipient,text\n', 'This is no file of a mailing'],
    ['one of another chain', () => text.replace('31337', '1'), 'another chain or deployment'],
    ['one of another form', () => text.replace('"version":1', '"version":2'), 'does not know'],
    [
      'one whose price was changed',
      () => text.replace('"stake":"1"', '"stake":"2"'),
      'was changed',
    ],
    ['one that was cut short', () => text.slice(0, -9), 'Letter 3 of the file is cut short'],
    ['one with a letter too few', () => text.split('\n').slice(0, 3).join('\n'), 'it has 2 of 3'],
    [
      'one with a letter out of place',
      () => text.replace('"index":1', '"index":2'),
      'not in its place',
    ],
    [
      'one with another inbox',
      () => text.replace(`"inboxId":"0x${'0'.repeat(63)}3`, `"inboxId":"0x${'0'.repeat(63)}9`),
      'are not those of its mailing',
    ],
    [
      'one with a letter that was changed',
      () => text.replace('"body":"AA', '"body":"BB'),
      'was changed',
    ],
    ['one that is damaged', () => text.replace('"line":2', '"line":-2'), 'is damaged'],
  ])('refuses %s', async (_, made, sentence) => {
    await expect(parseMailing(made(), chain)).rejects.toThrow(sentence)
  })
})
