import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fc, test as property } from '@fast-check/vitest'
import type { Hex } from 'viem'
import { keccak256, pad, toHex, zeroAddress } from 'viem'
import { afterAll, describe, expect, it } from 'vitest'
import { publishedMail } from '../../cli/answers/publishedMail.ts'
import type { Context } from '../../cli/context.ts'
import { afterSending } from '../../cli/mailings/afterSending.ts'
import { createBadLines } from '../../cli/mailings/badLines.ts'
import { countedBlob } from '../../cli/mailings/countedBlob.ts'
import { putList } from '../../cli/mailings/putList.ts'
import { readRecipients } from '../../cli/mailings/readRecipients.ts'
import { openSentFile } from '../../cli/mailings/sentFile.ts'
import { commandLine } from '../../cli/print/commandLine.ts'
import { addresses } from '../../generated/addresses.ts'
import type { Mailing } from '../../protocol/eip712/postOffice.ts'
import { mailingIdOf } from '../../protocol/ids.ts'
import { mailingTree } from '../../protocol/mailingTree.ts'
import { createApiClient } from '../../sdk/src/api/createApiClient.ts'
import { ApiProblemError } from '../../sdk/src/errors/ApiProblemError.ts'

const folder = mkdtempSync(join(tmpdir(), 'pennypost-mailing-parts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const hash = (text: string) => keccak256(toHex(text))
const to = hash('an inbox')

describe('a list of recipients', () => {
  const read = (bytes: string | Uint8Array) => {
    const file = join(folder, 'list.csv')
    writeFileSync(file, bytes)
    const bad = createBadLines('list.csv')
    const { letters } = readRecipients(file, bad)
    bad.check()
    return letters
  }
  const utf16 = (text: string, isBig: boolean) => {
    const bytes = Buffer.from(text, 'utf16le')
    return isBig ? bytes.swap16() : bytes
  }
  const text = 'Grüße, Zoë; a tab\t, too'
  const listed = [{ line: 2, recipient: to, letter: { text } }]

  it.each([
    ['commas', `recipient,text\n${to},"${text}"\n`],
    ['semicolons', `recipient;text\r\n${to};"${text}"\r\n`],
    ['semicolons, in quotes all', `"Text";"Recipient"\n"${text}";"${to}"\n`],
    ['tabs', `recipient\ttext\n${to}\t"${text}"\n`],
    ['commas, and semicolons in a header', `recipient,text,"Name; first"\n${to},"${text}",\n`],
  ])('may have its values set apart by %s', (_, list) => {
    expect(read(list)).toEqual(listed)
  })

  it('may be UTF-16, with a mark or without', () => {
    const list = `recipient\ttext\r\n${to}\t"${text}"\r\n`
    for (const mark of ['', '\ufeff'])
      for (const isBig of [false, true]) expect(read(utf16(mark + list, isBig))).toEqual(listed)
  })

  it('is refused in another encoding, by the line, with how to export it', () => {
    const list = Buffer.from(`recipient;text\nx;Hello\n${to};Gr\u00fc\u00dfe\n`, 'latin1')
    expect(() => read(list)).toThrow(
      /list\.csv is not UTF-8: line 3 has other bytes\. Save the list as CSV in UTF-8: “CSV UTF-8” in Excel/,
    )
    const cut = utf16(`\ufeffrecipient,text\n`, false).subarray(0, -1)
    expect(() => read(cut)).toThrow(/list\.csv begins as UTF-16, and is not\. Save/)
    expect(() => read(Buffer.from('504b0304000000', 'hex'))).toThrow(/is a workbook/)
  })

  it('says of a value that is not in quotes what to do', () => {
    expect(() => read(`recipient,letter,text\n${to},,Dear Ada, hello\n`)).toThrow(
      'line 2: it has 4 fields, and the header has 3: a value with a comma in it stands in double quotes',
    )
    expect(() => read(`recipient;letter;text\n${to};;Dear Ada; hello\n`)).toThrow(/a semicolon in/)
    expect(() => read(`recipient;letter;text\n${to},,Hello\n`)).toThrow(
      'line 2: it has 1 field, and the header has 3\n'.trim(),
    )
    expect(() => read(`recipient,text\n${to},Dear "Ada"\n`)).toThrow(
      /has each of its own twice: "Dear ""Ada"""/,
    )
  })
})

describe('the notes of what was sent', () => {
  it('are about letters, and not about places in a list that was made anew', () => {
    const file = join(folder, 'readers.mailing')
    const receipt = { admission: {}, signature: '0x' } as never
    const relay = zeroAddress
    const letterHash = hash('of the first list')
    openSentFile(file, relay).note({ index: 0, letterHash, relay, receipt })
    const { letterHashes } = openSentFile(file, relay)
    expect(letterHashes).toEqual(new Set([hash('of the first list')]))
    expect(letterHashes.has(hash('of the second list'))).toBe(false)
    // What one relay has taken in, another was never asked to.
    expect(openSentFile(file, addresses.PostOffice).letterHashes.size).toBe(0)
  })
})

describe('commandLine', () => {
  const words = ['mailing', 'close', "Ada's list.mailing"]

  it('goes on with node, API, chain and account, as a shell takes it', () => {
    const globals = { rpc: 'http://10.0.0.1:8545', api: 'https://api.example/', dev: 3, yes: true }
    expect(commandLine({ globals }, words)).toBe(
      `pennypost mailing close 'Ada'\\''s list.mailing' --rpc http://10.0.0.1:8545 --api https://api.example/ --dev 3`,
    )
    const kept = { chain: 8453, keystore: 'me.json', passwordFile: 'my secret', dryRun: true }
    expect(commandLine({ globals: kept }, ['balance'])).toBe(
      "pennypost balance --chain 8453 --keystore me.json --password-file 'my secret'",
    )
    expect(commandLine({ globals: kept }, ['balance'], false)).toBe(
      'pennypost balance --chain 8453',
    )
  })

  it.each([
    'https://node.example/v2/key',
    'https://node.example?key=1',
    'https://a:b@node.example',
  ])('does not tell %s, in which a key may be', (rpc) => {
    expect(commandLine({ globals: { rpc } }, ['balance'])).toBe('pennypost balance --rpc …')
  })
})

describe('afterSending', () => {
  const body = new Uint8Array(1)
  const letters = ['a', 'b', 'c'].map((name, line) => ({
    ...{ inboxId: to, letterHash: hash(name), recipient: to, line, body },
  }))
  const mailing = { expiresAt: 1_800_000_000 } as Mailing
  const next = (names: readonly string[]) =>
    afterSending(
      { globals: { dev: 8 } },
      {
        ...{ file: 'a.mailing', letters, mailing, options: { at: 'http://relay.example' } },
        sent: new Set(names.map(hash)),
      },
    )

  it('is to send the rest, if only some were sent', () => {
    const line = 'pennypost mailing send a.mailing --at http://relay.example'
    expect(next(['a'])).toEqual([`Next, send the other 2 letters: ${line}`])
    expect(next(['a', 'c'])).toEqual([`Next, send the other letter: ${line}`])
  })

  it('is to let recipients collect, and to close, once all are sent', () => {
    expect(next(['c', 'b', 'a'])).toEqual([
      expect.stringMatching(/Publish the list.*: pennypost mailing publish a\.mailing$/),
      expect.stringMatching(/: pennypost mailing prove a\.mailing --out proofs\.ndjson$/),
      'From 2027-01-15 08:00 UTC on, what nobody collected comes back to its sender, by any account that pays for the gas: pennypost mailing close a.mailing --dev 8',
    ])
  })
})

type Leaf = { inboxId: Hex; letterHash: Hex }

/** A context whose API has a mailing of these letters. @param told - What it says of a letter. */
async function withMailing(
  letters: readonly Leaf[],
  { hasLeaves = true, limited = 0, told = (leaf: Leaf): Leaf => leaf } = {},
) {
  const { root, proof } = await mailingTree(letters)
  const mailing = {
    ...{ sender: addresses.PostOffice, relay: zeroAddress, token: zeroAddress, root },
    ...{ carriage: 0n, stake: 1n, count: letters.length, expiresAt: 1 },
  }
  const { PostOffice: postOffice } = addresses
  const mailingId = mailingIdOf({ chainId: 31337, postOffice, mailing })
  const wire = { ...mailing, carriage: '0', stake: '1' }
  const asked: number[] = []
  let refusals = limited
  const api = {
    getMailing: async () => ({ mailing: wire, hasLeaves }),
    getMailingLeaf: ({ index }: { index: number }) => {
      const problem = { code: 'rate_limited', status: 429 }
      if (refusals-- > 0)
        return Promise.reject(new ApiProblemError(problem, { retryAfterSeconds: 1 }))
      asked.push(index)
      return Promise.resolve({ index, ...told(letters[index] as Leaf), proof: proof(index) })
    },
  }
  const chain = async () => ({ id: 31337, contracts: addresses })
  const notes: string[] = []
  const output = { note: (text: string) => notes.push(text) }
  const context = { api: async () => api, chain, globals: {}, output } as unknown as Context
  return { context, mailingId, asked, proof, notes }
}

const inboxes = (count: number) =>
  Array.from({ length: count }, (_, n) => pad(toHex(n + 1), { size: 32 }))

describe('publishedMail', () => {
  it('asks again for what the API had no time for', async () => {
    const letters = inboxes(3).map((inboxId) => ({ inboxId, letterHash: hash(inboxId) }))
    const { context, mailingId, asked } = await withMailing(letters, { limited: 2 })
    const { claims } = await publishedMail(context, mailingId, letters[1]?.inboxId as Hex)
    expect(claims).toMatchObject([{ index: 1 }])
    expect(asked.toSorted()).toEqual([0, 1, 2])
  })

  property.prop([fc.array(fc.nat(12), { minLength: 1, maxLength: 40 }), fc.nat(12)], {
    numRuns: 40,
  })('finds all letters to an inbox in a list, in whatever order it is', async (places, place) => {
    const letters = places.map((n, index) => ({
      inboxId: inboxes(13)[n] as Hex,
      letterHash: hash(`letter ${index}`),
    }))
    const inboxId = inboxes(13)[place] as Hex
    const { context, mailingId, proof } = await withMailing(letters)
    const found = publishedMail(context, mailingId, inboxId)
    const expected = letters
      .map((letter, index) => ({ index, ...letter, proof: proof(index) }))
      .filter((letter) => letter.inboxId === inboxId)
    if (expected.length > 0) expect((await found).claims).toEqual(expected)
    else
      await expect(found).rejects.toThrow(/No letter to inbox \S+ is in the list of mailing \S+\.$/)
  })

  const inOrder = (count: number) =>
    inboxes(count).map((inboxId) => ({ inboxId, letterHash: hash('letter') }))

  it('takes few questions of a long one, and does not say that it has found all', async () => {
    const letters = inOrder(3_000)
    const { context, mailingId, asked, notes } = await withMailing(letters)
    const inboxId = letters[700]?.inboxId as Hex
    const { claims, isPartial } = await publishedMail(context, mailingId, inboxId)
    expect(claims.map(({ index }) => index)).toEqual([700])
    expect(isPartial).toBe(true)
    expect(asked.length).toBeLessThanOrEqual(18)
    expect(notes).toEqual([
      expect.stringMatching(
        /3,000 letters, and was not looked through\. If it is not in the order/,
      ),
    ])
    const end = [...letters.slice(0, -1), { inboxId, letterHash: hash('hidden') }]
    const clever = await withMailing(end)
    const found = await publishedMail(clever.context, clever.mailingId, inboxId)
    expect(found.claims.map(({ index }) => index)).toEqual([700])
    expect(clever.notes[0]).toMatch(
      /As it is in no order, there may be more to you in it: ask its sender/,
    )
  })

  it('finds what stands out of order, so that halving would pass it over', async () => {
    const [first, second, third] = inboxes(3) as [Hex, Hex, Hex]
    const letters = [second, first, second, third].map((inboxId, n) => ({
      ...{ inboxId, letterHash: hash(`letter ${n}`) },
    }))
    const { context, mailingId, notes } = await withMailing(letters)
    const { claims, isPartial } = await publishedMail(context, mailingId, second)
    expect(claims.map(({ index }) => index)).toEqual([0, 2])
    expect({ isPartial, notes }).toEqual({ isPartial: false, notes: [] })
  })

  it.each([3, 1_001])('trusts no letter that is not in the tree, of %d', async (count) => {
    const told = (leaf: Leaf) => ({ ...leaf, inboxId: to })
    const { context, mailingId } = await withMailing(inOrder(count), { told })
    await expect(publishedMail(context, mailingId, to)).rejects.toMatchObject({
      ...{ exitCode: 5, message: expect.stringMatching(/its proof does not lead to the root/) },
    })
  })

  it('looks through one that is in no order up to 1,000 letters, and says of a longer one whom to ask', async () => {
    const shuffled = inOrder(1_000).reverse()
    const small = await withMailing(shuffled)
    const inboxId = shuffled[3]?.inboxId as Hex
    const { claims } = await publishedMail(small.context, small.mailingId, inboxId)
    expect(claims.map(({ index }) => index)).toEqual([3])
    const long = await withMailing(inOrder(1_001).reverse())
    await expect(publishedMail(long.context, long.mailingId, inboxId)).rejects.toThrow(
      `That list is in no order: ask its sender, ${addresses.PostOffice}`,
    )
  })

  it('says whom to ask where the list is not published, and whose mailing it is not', async () => {
    const { context, mailingId } = await withMailing(inOrder(2), { hasLeaves: false })
    await expect(publishedMail(context, mailingId, to)).rejects.toMatchObject({
      message: expect.stringMatching(
        /Nobody has published .* pennypost collect --mail mail\.json$/,
      ),
      exitCode: 3,
    })
    await expect(publishedMail(context, hash('another'), to)).rejects.toMatchObject({ exitCode: 5 })
  })
})

describe('the list of a mailing', () => {
  it('is sent whole, and says how far it got', async () => {
    const bytes = new Uint8Array(300_000).map((_, place) => place % 251)
    const read: number[] = []
    const blob = countedBlob(bytes, (so) => read.push(so))
    expect(blob.size).toBe(bytes.length)
    expect(new Uint8Array(await new Response(blob).arrayBuffer())).toEqual(bytes)
    expect(read.length).toBeGreaterThan(1)
    expect(read.at(-1)).toBe(bytes.length)
  })

  it('says of a refusal that nothing is kept', async () => {
    const problems = [
      {
        status: 409,
        code: 'upload_in_progress',
        detail: 'Another upload is under way. Ask later.',
      },
      { status: 429, code: 'quota_exceeded', detail: 'Too many bytes today.' },
      { status: 422, code: 'leaves_mismatch', detail: 'These are not the letters.' },
      { status: 401, code: 'invalid_api_key', detail: 'The API key was revoked.' },
    ]
    const left = [...problems]
    const server = createServer((request, response) => {
      const problem = left.shift()
      request.resume().once('end', () => {
        const headers = { 'content-type': 'application/problem+json', 'retry-after': '3600' }
        response.writeHead(problem?.status ?? 500, headers).end(JSON.stringify(problem))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const output = { isLive: false, isQuiet: false, isJson: false }
    const api = createApiClient({ url, chain: 'eip155:31337' })
    const context = { output, api: async () => api } as unknown as Context
    const letters = [{ inboxId: to, letterHash: hash('letter') }]
    const found = { mailingId: hash('mailing'), mailing: { root: hash('root') }, letters } as never
    try {
      for (const [place, exitCode] of [4, 4, 2, 2].entries())
        await expect(putList(context, found)).rejects.toMatchObject({
          ...{ exitCode, message: expect.stringContaining(problems[place]?.detail as string) },
        })
    } finally {
      server.close()
    }
  })
})
