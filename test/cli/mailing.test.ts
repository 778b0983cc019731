import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fc, test as property } from '@fast-check/vitest'
import type { Address, Hex } from 'viem'
import { getAddress, keccak256, toHex, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Context } from '../../cli/context.ts'
import { letterPostage } from '../../cli/letters/letterPostage.ts'
import { createBadLines } from '../../cli/mailings/badLines.ts'
import { createBar } from '../../cli/mailings/createBar.ts'
import { parseExpiry } from '../../cli/mailings/parseExpiry.ts'
import { readMailingFile } from '../../cli/mailings/readMailingFile.ts'
import { readRecipients } from '../../cli/mailings/readRecipients.ts'
import { openSentFile } from '../../cli/mailings/sentFile.ts'
import { writeMailingFile } from '../../cli/mailings/writeMailingFile.ts'
import { addresses } from '../../generated/addresses.ts'
import { inboxIdOf, mailingIdOf } from '../../protocol/ids.ts'
import { poll } from '../../scripts/stack/poll.ts'
import { addKeys } from '../../sdk/src/actions/addKeys.ts'
import { collectMail } from '../../sdk/src/actions/collectMail.ts'
import { deposit } from '../../sdk/src/actions/deposit.ts'
import { getLedgerBalance } from '../../sdk/src/actions/getLedgerBalance.ts'
import { getMailing } from '../../sdk/src/actions/getMailing.ts'
import { registerInbox } from '../../sdk/src/actions/registerInbox.ts'
import { setConsents } from '../../sdk/src/actions/setConsents.ts'
import { setDoor } from '../../sdk/src/actions/setDoor.ts'
import { setTerms } from '../../sdk/src/actions/setTerms.ts'
import { createKey } from '../../sdk/src/keys/createKey.ts'
import { keyInputOf } from '../../sdk/src/keys/keyInputOf.ts'
import type { KeyPair } from '../../sdk/src/keys/keyPair.ts'
import { openLetter } from '../../sdk/src/letters/openLetter.ts'
import { openSession, openStream } from '../relay/support/recipient.ts'
import type { RunningRelay } from '../relay/support/runRelay.ts'
import { runRelay } from '../relay/support/runRelay.ts'
import type { LiveClient } from '../sdk/guard/support/liveChain.ts'
import type { RelayScene } from '../sdk/guard/support/relayScene.ts'
import { carriage, native, stake, startRelayScene } from '../sdk/guard/support/relayScene.ts'
import type { CliScene } from './support/cliScene.ts'
import { dev, sceneOf } from './support/cliScene.ts'
import { quickKeyFile, quickStorage } from './support/quickKeyFile.ts'

/*
mailing open
├── given a list with lines that cannot be mailed: it tells all of them, and nothing is signed or sent
├── given options that cannot be meant: it says which
├── given --dry-run: it shows the call, and writes and sends nothing
├── given a list that can be mailed: it writes the file, then escrows exactly the postage, from the balance first
└── given the file of a mailing
    ├── that is open: it says so
    └── that was not sent, or is no more: it opens it
mailing send
├── given a relay that does not answer: it says how far it got
└── given one that does: it takes each letter in once, and the recipient opens it
mailing prove
└── it gives what verify and collectMail take
mailing publish
├── it shows what everybody would see, and asks for a yes
└── it puts the list up once, and recipients collect by the id alone
mailing close
├── before it expires: it is refused
└── from then on: it gives back what was not collected
*/

const chainId = 31337
const [recipientIndex, senderIndex] = [1, 2]

let scene: RelayScene
let cli: CliScene
let relay: RunningRelay
let signing: KeyPair
let sealing: KeyPair
let folder: string
const servers: Server[] = []

const inboxOf = (index: number) => inboxIdOf(dev(index).address, 0n)
const hash = (text: string) => keccak256(toHex(text))
const put = (name: string, lines: readonly string[]) =>
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`)
const offer = () =>
  `--relay ${scene.relay.account.address} --stake "0.003 ETH" --expires 30d --dev ${senderIndex}`
const balanceOf = (owner: Address) => getLedgerBalance(scene.reader, { owner, token: native })

beforeAll(async () => {
  scene = await startRelayScene()
  folder = mkdtempSync(join(tmpdir(), 'pennypost-mailing-'))
  cli = sceneOf(scene.rpcUrl, folder, scene.apiProcess.url)
  relay = await runRelay(scene, 5)
  signing = await createKey('ed25519')
  sealing = await createKey('x25519')
  const { recipient, inboxId } = scene
  const keys = [
    keyInputOf({ chainId, inboxId, key: signing }),
    keyInputOf({ chainId, inboxId, key: sealing, voucher: signing }),
  ]
  await scene.sent(addKeys(recipient, { inboxId, keys }))
  await furnish()
  await scene.caughtUp()
})

afterAll(async () => {
  for (const server of servers) server.close()
  await relay?.stop()
  await scene?.stop()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

/** Inboxes with a mind of their own, by the place of their wallet. */
async function furnish(): Promise<void> {
  const token = native
  const ask = async (client: LiveClient, amount: bigint, window = 7_200) => {
    const inboxId = inboxIdOf(client.account.address, 0n)
    const terms = { inboxId, token, stake: amount, window, relayMayCollect: false }
    await scene.sent(setTerms(client, terms))
  }
  const [dear, closed, fickle, denying, slow, free] = [7, 8, 9, 10, 11, 12].map(scene.clientOf) as [
    LiveClient,
    LiveClient,
    LiveClient,
    LiveClient,
    LiveClient,
    LiveClient,
  ]
  for (const client of [dear, closed, fickle, denying, slow, free])
    await scene.sent(registerInbox(client, {}))
  await ask(dear, stake + 1n)
  await ask(closed, stake)
  await scene.sent(setDoor(closed, { inboxId: inboxOf(8), door: 'closed' }))
  await ask(fickle, stake)
  await ask(fickle, 0n)
  await ask(denying, stake)
  const consents = [{ subject: dev(senderIndex).address, consent: 'denied' as const }]
  await scene.sent(setConsents(denying, { inboxId: inboxOf(10), consents }))
  await ask(slow, stake, 30 * 86_400)
}

describe('a list of recipients', () => {
  const read = (name: string) => {
    const bad = createBadLines(name)
    const list = readRecipients(join(folder, name), bad)
    return { ...list, check: bad.check }
  }

  it('is CSV as spreadsheets write it', () => {
    writeFileSync(join(folder, 'hello.txt'), 'Hello')
    const text = `\ufeffRecipient,Letter,Text,Name\r\n${dev(1).address},hello.txt,,Ada\r\n\r\n"${inboxOf(2)}",,"Dear ""Bruno"",\r\nhow are you?",B\r\n${dev(3).address.toLowerCase()},${hash('x')},,\r\n`
    writeFileSync(join(folder, 'good.csv'), text)
    const { letters, unused, check } = read('good.csv')
    check()
    expect(unused).toEqual(['name'])
    expect(letters).toEqual([
      { line: 2, recipient: dev(1).address, letter: { file: join(folder, 'hello.txt') } },
      {
        line: 5,
        recipient: inboxOf(2),
        letter: { text: 'Dear "Bruno",\nhow are you?' },
      },
      { line: 6, recipient: dev(3).address, letter: { letterHash: hash('x') } },
    ])
  })

  it.each([
    [
      'nothing',
      '',
      /a header that has a column "recipient", and "letter" or "text"\. It has nothing/,
    ],
    ['no header', `${'0x'.padEnd(66, '1')},a.txt\n`, /has a column "recipient"/],
    [
      'no letter',
      'recipient,name\n',
      /no column "letter" or "text" in its header, but recipient, name/,
    ],
    ['a header alone', 'recipient,letter\n', /lists nobody/],
    ['a column twice', 'recipient,text,Text\na,b,c\n', /two columns "text"/],
    ['a price for each', 'recipient,letter,stake\na,b,c\n', /the same stake: give it by --stake/],
    ['a quote without an end', 'recipient,text\n0x1,"a\n', /is no CSV: Quote Not Closed/],
  ])('is refused with %s', (_, text, message) => {
    writeFileSync(join(folder, 'bad.csv'), text)
    expect(() => read('bad.csv')).toThrow(message)
  })

  it('tells each line that makes no sense, of the first thirty', () => {
    writeFileSync(join(folder, 'empty.txt'), '')
    writeFileSync(join(folder, 'long.txt'), 'x'.repeat(524_285))
    writeFileSync(join(folder, 'full.txt'), 'x'.repeat(524_284))
    writeFileSync(join(folder, 'sealed.bin'), Buffer.from('PPL\u0001…'))
    const to = inboxOf(1)
    put('faults.csv', [
      'recipient,letter,text',
      ',hello.txt,',
      `0x12,hello.txt,`,
      `${dev(1).address.replace('0x7', '0x8')},hello.txt,`,
      `${to},,`,
      `${to},hello.txt,Hello`,
      `${to},missing.txt,`,
      `${to},.,`,
      `${to},empty.txt,`,
      `${to},long.txt,`,
      `${to},sealed.bin,`,
      `${to},0x1234,`,
      `${to},hello.txt`,
      `${to},full.txt,`,
      ...Array.from({ length: 20 }, () => ',,'),
    ])
    const { letters, check } = read('faults.csv')
    expect(letters.map(({ line }) => line)).toEqual([14])
    let message = ''
    try {
      check()
    } catch (error) {
      message = (error as Error).message
    }
    const lines = message.split('\n')
    expect(lines[0]).toBe('32 lines of faults.csv cannot be mailed. Nothing was signed or sent.')
    expect(lines.slice(1, 13)).toEqual([
      '  line 2: it names no recipient',
      '  line 3: "0x12" is no recipient. Give an address or an inbox id: 0x and 40 or 64 digits',
      expect.stringMatching(/^ {2}line 4: "0x8\w+" is no recipient\. Its checksum is wrong/),
      '  line 5: it has no letter',
      '  line 6: it has both a letter and a text',
      '  line 7: missing.txt is not there',
      '  line 8: . is no file',
      '  line 9: empty.txt is empty',
      '  line 10: long.txt has 524,285 bytes, and a letter holds at most 524,284',
      expect.stringMatching(/^ {2}line 11: sealed\.bin is a sealed letter already/),
      expect.stringMatching(/^ {2}line 12: "0x1234" is no hash of a letter/),
      '  line 13: it has 2 fields, and the header has 3',
    ])
    // Two faults in each of the last twenty lines.
    expect(lines).toHaveLength(32)
    expect(lines.at(-1)).toBe('  … and 22 more')
  })
})

describe('files that a list names', () => {
  it('are in its folder, or in the one that is named, wherever links lead', () => {
    const lists = join(folder, 'lists')
    mkdirSync(join(lists, 'deep'), { recursive: true })
    writeFileSync(join(lists, 'deep/..inside.txt'), 'Hello')
    writeFileSync(join(folder, 'secret.txt'), 'Secret')
    symlinkSync(join(folder, 'secret.txt'), join(lists, 'link.txt'))
    const to = inboxOf(1)
    symlinkSync(join(lists, 'deep/..inside.txt'), join(lists, 'seen.txt'))
    const inside = ['deep/inside.txt', join(lists, 'deep/inside.txt')]
    writeFileSync(join(lists, 'deep/inside.txt'), 'Hello')
    const outside = ['../secret.txt', join(folder, 'secret.txt'), 'link.txt', '../none.txt', '..']
    const hidden = ['deep/..inside.txt', 'seen.txt', '.env', '.git/config']
    const lines = [...inside, ...outside, ...hidden].map((name) => `${to},${name}`)
    put('lists/list.csv', ['recipient,letter', ...lines])
    const bad = createBadLines('list.csv')
    const { letters, files } = readRecipients(join(lists, 'list.csv'), bad)
    expect(letters.map(({ line }) => line)).toEqual([2, 3])
    expect(files).toEqual(['deep/inside.txt'])
    const faults = outside.map(
      (name, place) =>
        `  line ${place + 4}: ${name} is outside of the folder of letters: --letters names it`,
    )
    const unseen = hidden.map(
      (name, place) => `  line ${place + 9}: ${name} is a hidden file, and no letter`,
    )
    expect(() => bad.check()).toThrow([...faults, ...unseen].join('\n'))
    const named = createBadLines('list.csv')
    put('lists/other.csv', ['recipient,letter', `${to},secret.txt`])
    const found = readRecipients(join(lists, 'other.csv'), named, folder)
    expect(found.letters).toMatchObject([{ letter: { file: join(folder, 'secret.txt') } }])
    named.check()
  })

  it('are none that the command line keeps for its user, whatever their name', async () => {
    const own = join(folder, 'own')
    mkdirSync(own)
    const write = (name: string, text: string) => writeFileSync(join(own, name), text)
    await quickKeyFile(join(own, 'key.txt'), 'x25519', 'a password')
    write('keystore', JSON.stringify(await quickStorage(new Uint8Array(32).fill(1), 'a password')))
    write('list.txt', '{"pennypost":"mailing","version":1}\n{"index":0}\n')
    write('sent.txt', '{"index":0,"letterHash":"0x","receipt":{}}\n{}\n')
    write('long.mailing', 'x'.repeat(524_285))
    write('cut.sent', 'x')
    write('draft.json', '{\n  "pennypost": "letter"\n}\n')
    write('proof.json', '{"pennypost":"mail"}')
    write('data.json', '{"name":"Ada"}')
    const kept = ['key.txt', 'keystore', 'list.txt', 'sent.txt', 'long.mailing', 'cut.sent']
    const names = [...kept, 'draft.json', 'proof.json', 'data.json']
    put('own/list.csv', ['recipient,letter', ...names.map((name) => `${inboxOf(1)},${name}`)])
    const bad = createBadLines('list.csv')
    const { files } = readRecipients(join(own, 'list.csv'), bad)
    expect(files).toEqual(['proof.json', 'data.json'])
    const faults = names
      .slice(0, -2)
      .map((name, n) => `  line ${n + 2}: ${name} is a file that pennypost keeps for you, and no`)
    for (const fault of faults) expect(() => bad.check()).toThrow(fault)
  })
})

describe('the file of a mailing', () => {
  const here = { id: chainId, caip2: 'eip155:31337', contracts: addresses } as const
  const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => toHex(bytes))
  const letter = fc.record(
    {
      inboxId: bytes32,
      letterHash: bytes32,
      recipient: bytes32.filter((id) => BigInt(id) > 0n),
      line: fc.nat(),
      body: fc.uint8Array({ minLength: 1, maxLength: 40 }),
    },
    { requiredKeys: ['inboxId', 'letterHash', 'recipient', 'line'] },
  )
  const amount = fc.bigInt(0n, 2n ** 96n - 1n)
  const fileOf = (letters: readonly { inboxId: Hex; letterHash: Hex }[], sums: bigint[]) => {
    const [carriageOfIt = 0n, stakeOfIt = 0n] = sums
    const mailing = {
      ...{ sender: dev(1).address, relay: zeroAddress, token: native, root: hash('root') },
      ...{ carriage: carriageOfIt, stake: stakeOfIt, count: letters.length, expiresAt: 1 },
    }
    const postOffice = addresses.PostOffice
    const mailingId = mailingIdOf({ chainId, postOffice, mailing })
    return { chain: 'eip155:31337', postOffice, mailingId, mailing, uri: 'ü "x"' }
  }
  let files = 0
  const fresh = () => {
    files += 1
    return join(folder, `file-${files}.mailing`)
  }

  property.prop([fc.array(letter, { minLength: 1, maxLength: 5 }), fc.tuple(amount, amount)], {
    numRuns: 20,
  })('comes back as it was, and is refused once a line is missing', async (letters, sums) => {
    const file = fresh()
    const written = { ...fileOf(letters, sums), letters }
    writeMailingFile(file, written)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await readMailingFile(file, here)).toEqual(written)
    expect(() => writeMailingFile(file, written)).toThrow('EEXIST')
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    writeFileSync(file, lines.slice(0, -1).join('\n'))
    await expect(readMailingFile(file, here)).rejects.toThrow(/is not whole/)
    writeFileSync(file, readFileSync(file, 'utf8').replace('"stake":"', '"stake":"1'))
    await expect(readMailingFile(file, here)).rejects.toThrow(/was changed|`stake` of the mailing/)
  })

  it('is of one chain and deployment', async () => {
    const file = fresh()
    const letters = [{ inboxId: hash('i'), letterHash: hash('l'), recipient: hash('r'), line: 2 }]
    writeMailingFile(file, { ...fileOf(letters, [0n, 1n]), letters })
    const elsewhere = { ...here, id: 1, caip2: 'eip155:1' } as const
    await expect(readMailingFile(file, elsewhere)).rejects.toThrow(/on eip155:31337, and this is/)
    await expect(readMailingFile(join(folder, 'hello.txt'), here)).rejects.toThrow(
      /is no file of a mailing/,
    )
    await expect(readMailingFile(join(folder, 'none'), here)).rejects.toThrow(/ENOENT/)
  })

  property.prop([fc.uniqueArray(fc.nat(9), { minLength: 1 }), fc.nat(40)])(
    'knows what was sent, whatever a crash cuts off its notes',
    (indexes, cut) => {
      const file = fresh()
      const admission = { relay: zeroAddress, inboxId: hash('i'), postageId: hash('p') }
      const receipt = {
        admission: { ...admission, letterHash: hash('l'), receivedAt: 1 },
        signature: hash('s'),
      }
      const facts = { relay: zeroAddress, receipt }
      const { file: sent, note } = openSentFile(file, zeroAddress)
      const hashes = (places: readonly number[]) => new Set(places.map((n) => hash(`letter ${n}`)))
      const noted = (index: number) => ({ ...facts, index, letterHash: hash(`letter ${index}`) })
      for (const index of indexes) note(noted(index))
      expect(openSentFile(file, zeroAddress).letterHashes).toEqual(hashes(indexes))
      // The line break alone, or some of the last line.
      writeFileSync(sent, readFileSync(sent).subarray(0, -cut - 1))
      const left = cut === 0 ? indexes : indexes.slice(0, -1)
      const again = openSentFile(file, zeroAddress)
      expect(again.letterHashes).toEqual(hashes(left))
      again.note(noted(10))
      expect(openSentFile(file, zeroAddress).letterHashes).toEqual(hashes([...left, 10]))
      rmSync(sent)
    },
  )
})

describe('a bar', () => {
  it.each([
    ['with --json', { isLive: true, isQuiet: false, isJson: true }, 10_000],
    ['with --quiet', { isLive: true, isQuiet: true, isJson: false }, 10_000],
    ['without a terminal', { isLive: false, isQuiet: false, isJson: false }, 10_000],
    ['of what is done at once', { isLive: true, isQuiet: false, isJson: false }, 19],
  ])('is not drawn %s', (_, output, total) => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    try {
      const bar = createBar(output, 'Sealing letters', total)
      bar.update(total)
      bar.stop()
      expect(write).not.toHaveBeenCalled()
    } finally {
      write.mockRestore()
    }
  })
})

describe('--expires', () => {
  it('is a span of time or a time', () => {
    expect(parseExpiry('30d')).toEqual({ after: 30 * 86_400 })
    expect(parseExpiry('1800000000')).toEqual({ at: 1_800_000_000 })
    expect(parseExpiry('2027-01-31')).toEqual({ at: Date.UTC(2027, 0, 31) / 1_000 })
    expect(() => parseExpiry('30')).toThrow('Say the unit')
    expect(() => parseExpiry('soon')).toThrow('Give a time')
  })
})

describe('mailing open', () => {
  it('tells all lines that no relay would carry, and signs and sends nothing', async () => {
    const to = (index: number) => `${dev(index).address},${hash(`to ${index}`)}`
    put('mixed.csv', [
      'recipient,letter',
      ...[1, 7, 8, 9, 10, 11, 12, 14].map(to),
      `${inboxOf(15)},${hash('unknown')}`,
      `${inboxOf(1)},${hash('to 1')}`,
      `${inboxOf(1)},${hash('another')}`,
      `${inboxOf(12)},hello.txt`,
      '0x12,hello.txt',
    ])
    const before = await cli.state(dev(senderIndex).address)
    const { code, stdout, stderr } = await cli.run(
      `mailing open mixed.csv ${offer()} --yes --carriage "0.0004 ETH"`,
    )
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.split('\n').slice(0, -1)).toEqual([
      '✗ 10 lines of mixed.csv cannot be mailed. Nothing was signed or sent.',
      '  line 3: it asks for a stake of 0.003000000000000001 ETH, and the mailing has 0.003 ETH',
      '  line 4: it is closed to strangers',
      '  line 5: it does not accept ETH',
      '  line 6: it denies you',
      '  line 7: it asks for 30 days to answer, counted from when the mailing is mined: let it expire later',
      `  line 9: ${dev(14).address} is a wallet of no inbox on chain 31337`,
      `  line 10: ${inboxOf(15)} is no inbox that is registered on chain 31337`,
      '  line 11: the same letter goes to the same inbox as in line 2',
      `  line 13: inbox ${inboxOf(12)} has no key to seal a letter for`,
      '  line 14: "0x12" is no recipient. Give an address or an inbox id: 0x and 40 or 64 digits',
    ])
    expect(await cli.state(dev(senderIndex).address)).toEqual(before)
    expect(existsSync(join(folder, 'mixed.mailing'))).toBe(false)
  })

  it.each([
    ['', 2, /Which list of recipients\?/],
    ['list.csv --stake "1 ETH" --expires 30d', 2, /Which relay\? Say --relay/],
    ['list.csv --relay any --expires 30d', 2, /Which stake\?/],
    ['list.csv --relay any --stake "1 ETH"', 2, /Until when\?/],
    ['list.csv --relay any --stake "0 ETH" --expires 30d', 2, /--stake is more than 0/],
    [
      'list.csv --relay any --stake "1 ETH" --expires 69m',
      2,
      /at least 1 hour, and 10 minutes more/,
    ],
    ['list.csv --relay any --stake "1 ETH" --expires 61d', 2, /at most 60 days/],
    ['list.csv --relay any --stake "1 ETH" --carriage "1 wei" --expires 30d', 2, /any has none/],
    [
      'list.csv --relay RELAY --stake "1 ETH" --carriage "0.0003 ETH" --expires 30d',
      3,
      /asks 0\.0004 ETH for carrying a letter, and --carriage is 0\.0003 ETH/,
    ],
    [
      'list.csv --relay 0xdD2FD4581271e230360230F9337D5c0430Bf44C0 --stake "1 ETH" --expires 30d',
      3,
      /does not carry for ETH now/,
    ],
    [
      'list.csv --relay RELAY --stake "1 ETH" --expires 30d --yes',
      2,
      /nobody sees the price: say --carriage, or --max/,
    ],
    [
      'list.csv --relay RELAY --stake "0.003 ETH" --expires 30d --yes --max "0.006799999999999999 ETH"',
      3,
      /2 letters take 0\.0068 ETH, above the 0\.0067/,
    ],
    ['list.csv --resume x.mailing', 2, /list\.csv is fixed by x\.mailing/],
  ])('refuses %s', async (line, exitCode, message) => {
    put('list.csv', ['recipient,text', `${dev(1).address},One`, `${dev(1).address},Two`])
    const words = line.replace('RELAY', scene.relay.account.address)
    const { code, stdout, stderr } = await cli.run(`mailing open ${words} --dev ${senderIndex}`)
    expect(stderr).toMatch(message)
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' })
  })

  it('shows with --dry-run what it would send, and writes nothing', async () => {
    const before = await cli.state(dev(senderIndex).address)
    const shown = await cli.json(`mailing open list.csv ${offer()} --dry-run`)
    expect(shown.steps).toMatchObject([
      {
        ...{ contract: 'PostOffice', function: 'openMailing' },
        value: `${2n * (stake + carriage)}`,
        arguments: {
          mailing_: {
            ...{ count: 2, stake: `${stake}`, carriage: `${carriage}` },
            ...{ sender: dev(senderIndex).address, relay: scene.relay.account.address },
          },
        },
      },
    ])
    expect(await cli.state(dev(senderIndex).address)).toEqual(before)
    expect(existsSync(join(folder, 'list.mailing'))).toBe(false)
  })

  it('shows with --dry-run which files it would mail', async () => {
    put('files.csv', ['recipient,letter', `${dev(1).address},hello.txt`])
    const line = `mailing open files.csv ${offer()} --dry-run`
    expect((await cli.run(line)).stdout).toMatch(/^Files mailed +hello\.txt$/m)
    expect((await cli.run(`${line} --json`)).stderr).toContain('Files mailed: hello.txt.')
  })

  it('asks for a yes, and without one leaves nothing behind', async () => {
    const { code, stderr } = await cli.run(`mailing open list.csv ${offer()}`)
    expect(code).toBe(2)
    expect(stderr).toMatch(/there is no terminal to ask on: Open a mailing of 2 letters/)
    expect(existsSync(join(folder, 'list.mailing'))).toBe(false)
  })

  it('escrows exactly the postage, from the balance in the PostOffice first, and keeps all in a file', async () => {
    const { sender } = scene
    const owner = sender.account.address
    await scene.sent(deposit(sender, { token: native, to: owner, amount: 1_000n }))
    put('news.csv', [
      'recipient,letter,text,name',
      `${dev(recipientIndex).address},hello.txt,,Ada`,
      `${scene.inboxId},,Good morning,Ada`,
      `${dev(12).address},${hash('elsewhere')},,Farid`,
    ])
    const before = await scene.reader.getBalance({ address: owner })
    const { code, stdout, stderr } = await cli.run(
      `mailing open news.csv ${offer()} --yes --max "0.0102 ETH" --uri https://sender.example/news`,
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('✗') })
    expect(stderr).toContain('Not used are the columns: name.')
    expect(stderr).toContain('All there is to the mailing is in news.mailing: keep it.')
    expect(stdout).toMatch(/^✓ Open a mailing of 3 letters$/m)
    expect(stdout).toMatch(/^For each letter +0\.0034 ETH \(0\.003 stake, 0\.0004 carriage\)$/m)
    expect(stdout).toMatch(/^In all +0\.0102 ETH$/m)
    expect(stdout).toMatch(/^Would pass free +1 of the letters/m)
    const [hashOf] = /0x[0-9a-f]{64}(?=\nBlock)/.exec(stdout) ?? []
    const receipt = await scene.reader.getTransactionReceipt({ hash: hashOf as Hex })
    const after = await scene.reader.getBalance({ address: owner })
    const gas = receipt.gasUsed * receipt.effectiveGasPrice
    expect(before - after).toBe(3n * (stake + carriage) - 1_000n + gas)
    expect(await balanceOf(owner)).toBe(0n)
    const { mailingId } = headOf('news.mailing')
    expect((await getMailing(scene.reader, { mailingId })).status).toBe('open')
    const lines = readFileSync(join(folder, 'news.mailing'), 'utf8').trimEnd().split('\n')
    const inboxIds = lines.slice(1).map((line) => JSON.parse(line).inboxId)
    expect(inboxIds).toEqual([inboxOf(1), inboxOf(1), inboxOf(12)].sort())
    const again = await cli.run(`mailing open news.csv ${offer()} --yes --max "1 ETH"`)
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('exists already') })
  })

  it('goes on from its file, if the transaction never got there', async () => {
    const opened = await cli.json('mailing open --resume news.mailing --dev 2 --yes')
    expect(opened).toMatchObject({ status: 'open', transactions: [] })
    const snapshot = await scene.reader.snapshot()
    const one = `mailing open list.csv ${offer()} --yes --max "1 ETH" --out lost.mailing`
    const { mailingId } = await cli.json(one)
    await scene.reader.revert({ id: snapshot })
    expect((await getMailing(scene.reader, { mailingId })).status).toBe('none')
    const unopened = await cli.run('mailing prove lost.mailing')
    expect(unopened).toMatchObject({ code: 3, stderr: expect.stringContaining('is not open') })
    const other = await cli.run('mailing open --resume lost.mailing --dev 3 --yes')
    expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('and the account is') })
    const resumed = await cli.json('mailing open --resume lost.mailing --dev 2 --yes')
    expect(resumed.mailingId).toBe(mailingId)
    expect(resumed.transactions).toHaveLength(1)
    expect((await getMailing(scene.reader, { mailingId })).status).toBe('open')
    await scene.caughtUp()
  })
})

describe('a mailing in a token', () => {
  it('is paid with a deposit of what the balance lacks, approved to the last unit', async () => {
    const { sender, recipient, inboxId } = scene
    const owner = sender.account.address
    const { address: token, mint } = await scene.token()
    await mint(owner, 3_000_000n)
    const asked = { inboxId, token, stake: 1_000_000n, window: 7_200, relayMayCollect: false }
    await scene.sent(setTerms(recipient, asked))
    put('dollars.csv', ['recipient,text', `${inboxId},One`, `${inboxId},Two`])
    const line = `mailing open dollars.csv --relay any --expires 2h --dev ${senderIndex} --yes --stake`
    const less = await cli.run(`${line} "0.999999 ${token}"`)
    expect(less).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('asks for a stake of 1'),
    })
    const short = await cli.run(`${line} "2 ${token}"`)
    expect(short).toMatchObject({ code: 2, stderr: expect.stringContaining('to answer') })
    const longer = line.replace('2h', '3h')
    const poor = await cli.run(`${longer} "2 ${token}"`)
    expect({ code: poor.code, stderr: poor.stderr }).toMatchObject({
      ...{ code: 3, stderr: expect.stringMatching(/has 3 of token .* is missing\./) },
    })
    expect(existsSync(join(folder, 'dollars.mailing'))).toBe(false)
    const { mailing, transactions } = await cli.json(`${longer} "1.5 ${token}"`)
    expect(mailing).toMatchObject({
      token: getAddress(token),
      stake: '1500000',
      carriage: '0',
      relay: zeroAddress,
    })
    expect(transactions.at(-1).label).toBe('Open the mailing')
    expect(await getLedgerBalance(scene.reader, { owner, token })).toBe(0n)
    const home = await cli.run('mailing send dollars.mailing')
    expect(home).toMatchObject({ code: 2, stderr: expect.stringContaining('Say --relay') })
    const [, letter = ''] = readFileSync(join(folder, 'dollars.mailing'), 'utf8').split('\n')
    const { letterHash } = JSON.parse(letter)
    const note = { index: 0, letterHash, relay: dev(6).address, receipt: {} }
    put('dollars.mailing.sent', [JSON.stringify(note)])
    const at = (index: number) =>
      `mailing send dollars.mailing --relay ${dev(index).address} --at ${relay.url} --dry-run`
    expect(await cli.json(at(6))).toMatchObject({ due: 1, sentBefore: 1 })
    expect(await cli.json(at(5))).toMatchObject({ due: 2, sentBefore: 0 })
  })
})

describe('mailing send', () => {
  it('is for the relay that is paid, and shows with --dry-run what it would do', async () => {
    const other = await cli.run(`mailing send news.mailing --relay ${dev(6).address}`)
    expect(other).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('The mailing pays relay'),
    })
    const dry = await cli.json(`mailing send news.mailing --at ${relay.url} --dry-run`)
    expect(dry).toMatchObject({ dryRun: true, due: 2, sealedElsewhere: 1, sentBefore: 0 })
    expect(existsSync(join(folder, 'news.mailing.sent'))).toBe(false)
  })

  it('says how far it got where the relay fails, or refuses', async () => {
    const away = await cli.run('mailing send lost.mailing --at http://127.0.0.1:1')
    expect(away).toMatchObject({ code: 4, stderr: expect.stringContaining('did not answer') })
    const failing = await relayOf([202, 500])
    const failed = await cli.run(`mailing send lost.mailing --at-once 1 --at ${failing.url}`)
    expect(failed.stderr).toMatch(/answered 500\. 0 of 2 letters were sent: the same command/)
    expect(failed.code).toBe(4)
    const refusing = await relayOf([402, 402])
    const refused = await cli.run(`mailing send lost.mailing --at ${refusing.url}`)
    expect(refused.stderr).toMatch(
      /The relay refuses 2 letters\. 0 of 2 letters were sent.*\n {2}letter 0 to 0x\w+: sender_denied\n/,
    )
    expect(refused.code).toBe(3)
  })

  it('takes no letter for sent that nobody has signed for', async () => {
    const lying = await relayOf([202, 402])
    const line = `mailing send lost.mailing --at-once 1 --at ${lying.url}`
    const { code, stdout, stderr } = await cli.run(line)
    expect(stderr).toMatch(/nobody can show that the relay has taken them in.* 0 of 2 letters/)
    expect(stderr).toMatch(
      /\n {2}letter 0 to 0x\w+: no receipt that holds\n {2}letter 1 to 0x\w+: sender_denied\n/,
    )
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' })
    expect(existsSync(join(folder, 'lost.mailing.sent'))).toBe(false)
  })

  it('brings each letter to the relay once, and goes on where it stopped', async () => {
    const sent = await cli.json(
      `mailing send news.mailing --at ${relay.url} --recipient ${scene.inboxId}`,
    )
    expect(sent).toMatchObject({ letters: 2, sent: 2, sealedElsewhere: 0 })
    // As if the process had died while it wrote.
    const notes = readFileSync(join(folder, 'news.mailing.sent'), 'utf8')
    writeFileSync(join(folder, 'news.mailing.sent'), notes.slice(0, -40))
    const { code, stdout, stderr } = await cli.run(`mailing send news.mailing --at ${relay.url}`)
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('yours to send') })
    expect(stderr).toMatch(
      /Publish the list, for all to see: pennypost mailing publish news\.mailing$/m,
    )
    expect(stderr).toMatch(/comes back to its sender, .+: pennypost mailing close news\.mailing$/m)
    expect(stdout).toMatch(/^Sent now +1$/m)
    expect(stdout).toMatch(/^Sent before +1$/m)
    const { mailingId } = headOf('news.mailing')
    const lines = readFileSync(join(folder, 'news.mailing.sent'), 'utf8').trimEnd().split('\n')
    const last = JSON.parse(lines.at(-1) ?? '')
    expect(last.receipt.admission).toMatchObject({ inboxId: scene.inboxId, postageId: mailingId })
  })

  it('is said to have paid for a letter only where the relay has signed that', async () => {
    const { mailingId } = headOf('news.mailing')
    const [first = ''] = readFileSync(join(folder, 'news.mailing.sent'), 'utf8').split('\n')
    const { receipt } = JSON.parse(first)
    const { relay: operator, letterHash } = receipt.admission
    const here = { client: scene.reader, contracts: addresses, id: chainId, caip2: 'eip155:31337' }
    const context = {
      ...{ chain: async () => here, api: async () => scene.api },
      output: { note: () => {} },
    } as unknown as Context
    const letter = { inboxId: scene.inboxId, relay: operator, letterHash, receipt }
    expect(await letterPostage(context, letter, mailingId)).toMatchObject({
      ...{ kind: 'mailing', payer: dev(senderIndex).address, status: 'open' },
    })
    const signature = `0x${'11'.repeat(64)}1b` as const
    for (const forged of [
      { ...letter, receipt: null },
      { ...letter, receipt: { ...receipt, signature } },
      { ...letter, letterHash: hash('another') },
      { ...letter, relay: dev(6).address },
    ])
      expect(await letterPostage(context, forged, mailingId)).toBe('not_proven')
    // Another mailing, which is open as well.
    const other = headOf('lost.mailing').mailingId
    expect(await letterPostage(context, letter, other)).toBe('not_proven')
  })

  it('reaches the recipient, who opens what the list said', async () => {
    const signer = { kind: signing.kind, secretKey: signing.secretKey }
    const operator = scene.relay.account.address
    const place = { chainId, inboxId: scene.inboxId }
    const stream = openStream(
      relay.url,
      await openSession(relay.url, { ...place, relay: operator, signer }),
    )
    const both = () => stream.letters.length >= 2
    await poll(both, { for: 'both letters', within: 10_000 })
    await stream.close()
    const texts = stream.letters.map(async ({ body }) => {
      const sealed = new Uint8Array(Buffer.from(body, 'base64'))
      return new TextDecoder().decode(await openLetter({ ...place, key: sealing, sealed }))
    })
    expect((await Promise.all(texts)).sort()).toEqual(['Good morning', 'Hello'])
  })
})

describe('mailing prove', () => {
  it('gives each letter’s proof as verify, collectMail and the relay take it', async () => {
    const { code, stdout } = await cli.run('mailing prove news.mailing')
    expect(code).toBe(0)
    const documents = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(documents.map(({ claims }) => claims[0].index)).toEqual([0, 1, 2])
    const first = documents.find(({ claims }) => claims[0].inboxId === scene.inboxId)
    const { mailingId, claims, paid, mailing } = first
    const verdict = await scene.api.verify({
      ...{ inboxId: scene.inboxId, sender: mailing.sender, relay: mailing.relay },
      ...{ letterHash: claims[0].letterHash, mailing: paid.mailing },
    })
    expect(verdict).toMatchObject({ eligible: true, reason: 'paid' })
    const owner = scene.recipient.account.address
    const before = await balanceOf(owner)
    await scene.sent(collectMail(scene.recipient, { mailing, claims }))
    expect((await balanceOf(owner)) - before).toBe(stake)
    expect((await getMailing(scene.reader, { mailingId })).collected).toBe(1)
  })

  it('writes those of one recipient to a new file', async () => {
    const one = `mailing prove news.mailing --recipient ${dev(12).address} --out farid.json`
    const { stdout, stderr } = await cli.run(`${one} --json`)
    expect(JSON.parse(stdout)).toMatchObject({ letters: 1, file: 'farid.json' })
    expect(stderr).toMatch(/who collects with: pennypost collect --mail farid\.json$/m)
    const document = JSON.parse(readFileSync(join(folder, 'farid.json'), 'utf8'))
    expect(document.claims[0]).toMatchObject({ inboxId: inboxOf(12) })
    expect(statSync(join(folder, 'farid.json')).mode & 0o777).toBe(0o600)
    expect(await cli.run(one)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('exists already'),
    })
    const none = await cli.run(`mailing prove news.mailing --recipient ${dev(7).address}`)
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('has no letter to') })
    const index = inboxOf(1) < inboxOf(12) ? 0 : 1
    const told = await cli.run(`mailing prove news.mailing --index ${index} --json`)
    expect(told.stderr).toContain(`The stake of letter ${index} was collected already.`)
    expect(JSON.parse(told.stdout).claims).toHaveLength(1)
  })

  it('refuses a file whose letters were changed', async () => {
    const text = readFileSync(join(folder, 'news.mailing'), 'utf8')
    writeFileSync(
      join(folder, 'forged.mailing'),
      text.replaceAll(hash('elsewhere'), hash('forged')),
    )
    const { code, stderr } = await cli.run('mailing prove forged.mailing')
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('was changed') })
  })
})

describe('mailing publish', () => {
  it('shows what everybody would see, and asks for a yes', async () => {
    const dry = await cli.run('mailing publish lost.mailing --dry-run')
    expect(dry).toMatchObject({
      ...{ code: 0, stdout: expect.stringMatching(/^Letters +2, 128 bytes$/m) },
    })
    const asked = await cli.run('mailing publish lost.mailing')
    expect(asked).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/no terminal/),
    })
    const { mailingId } = headOf('lost.mailing')
    expect((await scene.api.getMailing({ mailingId })).hasLeaves).toBe(false)
    const early = await cli.run(`collect --mail ${mailingId} --dev ${recipientIndex} --yes`)
    expect(early).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('Nobody has published'),
    })
  })

  it('puts the list up once, with which recipients collect by the id alone', async () => {
    const { mailingId } = headOf('lost.mailing')
    const { code, stdout, stderr } = await cli.run('mailing publish lost.mailing --yes')
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^✓ Publish the list/),
    })
    expect(stderr).toContain(`pennypost collect --mail ${mailingId}\n`)
    expect(stderr).toMatch(
      /^From 2\S+ .* on, what nobody collected comes back .*: pennypost mailing close lost\.mailing$/m,
    )
    const again = await cli.json('mailing publish lost.mailing --yes')
    expect(again).toMatchObject({ isPublished: true, isNew: false, count: 2, bytes: 128 })
    const other = await cli.run(`collect --mail ${mailingId} --dev 12 --yes`)
    expect(other).toMatchObject({ code: 3, stderr: expect.stringContaining('No letter to inbox') })
    const owner = scene.recipient.account.address
    const before = await balanceOf(owner)
    await cli.json('mailing prove lost.mailing --index 0 --out first.json')
    const line = `collect --mail ${mailingId} --mail first.json --mail ${mailingId} --dev ${recipientIndex} --yes`
    const { letters, credits } = await cli.json(line)
    expect(credits).toMatchObject([{ amount: `${2n * stake}` }])
    expect(letters).toMatchObject([{ index: 0 }, { index: 1 }])
    expect((await balanceOf(owner)) - before).toBe(2n * stake)
    expect(await cli.json(line)).toMatchObject({ passedOver: [{ index: 0 }, { index: 1 }] })
  })

  it('is not taken to be done by the word of an API that has nothing of it', async () => {
    const shown = headOf('lost.mailing').mailingId
    const real = scene.apiProcess.url
    const lying = createServer(async (request, response) => {
      const path = (request.url ?? '').replace(/0x[0-9a-f]{64}\/leaves\/\d+/, `${shown}/leaves/0`)
      const answer = await (await fetch(`${real}${path}`)).text()
      response.setHeader('content-type', 'application/json')
      response.end(answer.replace('"hasLeaves":false', '"hasLeaves":true'))
    })
    servers.push(lying)
    await once(lying.listen(0, '127.0.0.1'), 'listening')
    const port = (lying.address() as AddressInfo).port
    const env = { PENNYPOST_API_URL: `http://127.0.0.1:${port}` }
    const told = await cli.run('mailing publish news.mailing --yes', { env })
    expect(told).toMatchObject({
      ...{ code: 5, stdout: '', stderr: expect.stringContaining('its proof does not lead to') },
    })
  })

  it('brings no letters that cost their recipient more than they hold, unless told', async () => {
    put('dust.csv', ['recipient,letter', `${dev(12).address},${hash('dust')}`])
    const terms = `--relay any --stake "1 wei" --expires 30d --dev ${senderIndex}`
    await cli.json(`mailing open dust.csv ${terms} --yes`)
    await cli.json('mailing prove dust.mailing --out dust.json')
    const line = 'collect --mail dust.json --dev 12'
    const dry = await cli.run(`${line} --dry-run`)
    expect(dry.stdout).toMatch(/^Gas for them +about 0\.\d+ ETH, more than the stakes of these/m)
    const before = await cli.state(dev(12).address)
    const { code, stdout, stderr } = await cli.run(`${line} --yes`)
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toMatch(/costs about 0\.\d+ ETH of gas, and brings 0\.0{17}1\..* --at-a-loss/)
    expect(await cli.state(dev(12).address)).toEqual(before)
    const { letters } = await cli.json(`${line} --yes --at-a-loss`)
    expect(letters).toHaveLength(1)
  })

  it('says so where the API is away', async () => {
    const env = { PENNYPOST_API_URL: 'http://127.0.0.1:9' }
    const away = await cli.run('mailing publish news.mailing --yes', { env })
    expect(away).toMatchObject({ code: 4, stderr: expect.stringContaining('did not answer') })
  })
})

describe('mailing close', () => {
  it('is refused before it expires', async () => {
    const { code, stderr } = await cli.run('mailing close news.mailing --dev 2 --yes')
    expect(stderr).toMatch(/expire/)
    expect(code).toBe(3)
  })

  it('gives back what was not collected, whoever asks, once', async () => {
    const { expiresAt } = headOf('news.mailing').mailing
    await passUntil(expiresAt)
    const owner = scene.sender.account.address
    const before = await balanceOf(owner)
    const dry = await cli.run('mailing close news.mailing --dev 3 --dry-run')
    expect(dry.stdout).toMatch(/^Comes back +0\.0072 ETH, to the balance of 0x/m)
    const { refund } = await cli.json('mailing close news.mailing --dev 3 --yes')
    // The relay has not admitted it yet.
    const due = 2n * stake + 3n * carriage
    expect(refund.amount).toBe(`${due}`)
    expect((await balanceOf(owner)) - before).toBe(due)
    const again = await cli.run('mailing close news.mailing --dev 3 --yes')
    expect(again.code).toBe(3)
    const late = await cli.run(`mailing send news.mailing --at ${relay.url}`)
    expect(late).toMatchObject({ code: 3, stderr: expect.stringContaining('no relay carries') })
    const unheard = await cli.run('mailing publish news.mailing --yes')
    expect(unheard).toMatchObject({ code: 3, stderr: expect.stringContaining('no proof of it') })
  })

  it('takes the id of a mailing, too', async () => {
    const { mailingId, mailing } = headOf('lost.mailing')
    await passUntil(mailing.expiresAt)
    const { collected, refund } = await cli.json(`mailing close ${mailingId} --dev 2 --yes`)
    expect(collected).toBe(2)
    expect(refund.amount).toBe(`${2n * carriage}`)
  })
})

/** Moves the chain's clock to a time, in Unix seconds, unless it is past already. */
async function passUntil(time: number): Promise<void> {
  const { timestamp } = await scene.reader.getBlock()
  if (timestamp >= BigInt(time)) return
  await scene.reader.setNextBlockTimestamp({ timestamp: BigInt(time) })
  await scene.reader.mine({ blocks: 1 })
}

/** A relay that answers letters with these, one after another, whatever they are. */
async function relayOf(answers: readonly number[]): Promise<{ url: string }> {
  let letters = 0
  const required = { x402Version: 2, error: 'sender_denied', accepts: [], resource: { url: '' } }
  const server = createServer((request, response) => {
    if (request.method !== 'POST') return void response.end()
    request.resume().once('end', () => {
      const header = Buffer.from(JSON.stringify(required)).toString('base64')
      response.writeHead(answers[letters] ?? 500, { 'payment-required': header }).end()
      letters += 1
    })
  })
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

function headOf(name: string): { mailingId: Hex; mailing: { expiresAt: number } } {
  const [line = ''] = readFileSync(join(folder, name), 'utf8').split('\n')
  return JSON.parse(line)
}
