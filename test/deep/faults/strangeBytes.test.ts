import type { Address, Hex } from 'viem'
import {
  concat,
  encodeAbiParameters,
  getAddress,
  keccak256,
  numberToHex,
  pad,
  parseEther,
  size,
  toFunctionSelector,
  toHex,
  zeroAddress,
} from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyIdOf, mailingIdOf, stampIdOf } from '../../../protocol/ids.ts'
import { mailingTree } from '../../../protocol/mailingTree.ts'
import { poll } from '../../../scripts/stack/poll.ts'
import type { Call, Chronicle } from '../../helpers/faults/chronicle.ts'
import { openChronicle } from '../../helpers/faults/chronicle.ts'
import type { Rig } from '../../helpers/faults/rig.ts'
import { startRig } from '../../helpers/faults/rig.ts'
import { strangeBytes, upTo } from '../../helpers/faults/strangeBytes.ts'
import { emitterCode, logOf } from '../../indexer/support/emitter.ts'

const HOUR = 3_600

let rig: Rig
let chronicle: Chronicle
/** Values for the parameters of the API's reads, by name; what is read is asked for each of them. */
const values = new Map<string, Set<string>>()

beforeAll(async () => {
  rig = await startRig()
  chronicle = await openChronicle(rig)
})
afterAll(() => rig?.stop())

describe('strange bytes', () => {
  it.each(strangeBytes)('that are %s can be written to the chain', async (_name, bytes) => {
    const calls = await writing(bytes)
    const before = chronicle.head()
    await chronicle.block(calls)
    const { transactions } = await rig.client.getBlock({ blockNumber: BigInt(before + 1) })
    const receipts = await Promise.all(
      transactions.map((hash) => rig.client.getTransactionReceipt({ hash })),
    )
    expect(receipts.map(({ status }) => status)).toEqual(calls.map(() => 'success'))
  })

  it('of 12 kB, which the contracts never emit, do not stop the indexer', async () => {
    const { relayRegistry, inboxRegistry, postOffice } = rig.contracts
    const long: Hex = `0x${[...Array(375).keys()].map((word) => keccak256(toHex(word)).slice(2)).join('')}`
    const text = encodeAbiParameters([{ type: 'bytes' }], [long])
    const two = encodeAbiParameters([{ type: 'bytes' }, { type: 'bytes' }], [long, long])
    const id = chronicle.inboxId
    const relay = pad(chronicle.relay)
    const events: [Address, Hex[], Hex][] = [
      [relayRegistry.address, [topic('RelayEndpointSet(address,string)'), relay], text],
      [
        inboxRegistry.address,
        [topic('AccountLinked(bytes32,address,string,bytes)'), id, pad(chronicle.recipient)],
        two,
      ],
      [
        postOffice.address,
        [
          topic(
            'MailingOpened(bytes32,address,address,address,bytes32,uint96,uint96,uint32,uint40,string)',
          ),
        ],
        text,
      ],
    ]
    const codes = await Promise.all(
      events.map(([address]) => rig.client.getCode({ address }) as Promise<Hex>),
    )
    for (const [address, topics] of events) {
      await rig.client.setCode({ address, bytecode: emitterCode(topics.length) })
    }
    const calls = events.map(([to, topics, data]) => ({
      from: chronicle.relay,
      to,
      data: logOf(topics, data),
    }))
    await rig.client.setCode({ address: postOffice.address, bytecode: codes[2] as Hex })
    await chronicle.block(calls.slice(0, 2))
    for (const [place, [address]] of events.entries()) {
      await rig.client.setCode({ address, bytecode: codes[place] as Hex })
    }
    await rig.untilCurrent()
  })

  it('are read back by every operation as well-formed answers', async () => {
    await rig.untilCurrent()
    const hasFeed = async () => {
      const url = `${rig.api().url}/v1/snapshot?chain=eip155:${rig.chainId}`
      return (await fetch(url)).status === 200
    }
    await poll(hasFeed, { for: 'the feed to begin', within: 60_000 })
    const faults: string[] = []
    let asked = 0
    for (const url of await reads()) {
      const response = await fetch(`${rig.api().url}${url}`, {
        signal: AbortSignal.timeout(20_000),
      })
      const fault = faultOf(
        response.status,
        response.headers.get('content-type') ?? '',
        new Uint8Array(await response.arrayBuffer()),
      )
      asked += 1
      if (fault) faults.push(`${url}: ${fault}`)
    }
    expect(faults).toEqual([])
    expect(asked).toBeGreaterThan(200)
  })

  it('leave an index that one made anew equals', async () => {
    const fresh = await rig.freshIndex(() => chronicle.block())
    await rig.untilCurrent()
    expect(await rig.everything()).toEqual(fresh)
  })
})

/** Transactions of strangers with these bytes wherever they can choose some. Notes what can be asked about them. */
async function writing(bytes: Hex): Promise<Call[]> {
  const { relayRegistry, inboxRegistry, postOffice } = rig.contracts
  const { recipient, inboxId, senders } = chronicle
  const relay = getAddress(keccak256(concat(['0x01', bytes])).slice(0, 42) as Hex)
  const token = getAddress(keccak256(concat(['0x02', bytes])).slice(0, 42) as Hex)
  const sender = senders[0] as Address
  await rig.client.setBalance({ address: relay, value: parseEther('10') })
  await rig.client.setCode({ address: token, bytecode: sayer(encoded(bytes)) })
  const account = upTo(171, bytes)
  const key = { kind: 1_000, publicKey: upTo(2_048, bytes), possession: upTo(1_024, bytes) }
  const expiresAt = chronicle.time() + 24 * HOUR
  const letterHash = keccak256(bytes)
  const letters = [{ inboxId, letterHash }]
  const { root } = await mailingTree(letters)
  const mailing = {
    ...{ sender, relay, token: zeroAddress, root },
    ...{ carriage: 1n, stake: 1n, count: 1, expiresAt },
  }
  const stamp = {
    ...{ sender, relay, token: zeroAddress, inboxId, letterHash },
    ...{ carriage: 1n, stake: 200n, expiresAt },
  }
  const { sender: _, ...input } = stamp
  const place = { chainId: rig.chainId, postOffice: postOffice.address }
  note('inboxId', inboxId)
  note('address', relay, sender, recipient, token)
  note('relay', relay)
  note('sender', sender)
  note('wallet', recipient)
  note('token', token)
  note('account', new TextDecoder().decode(Buffer.from(account.slice(2), 'hex')))
  note('keyId', keyIdOf(key.kind, key.publicKey))
  note('subject', pad(sender), inboxId)
  note('letterHash', letterHash)
  note('stampId', stampIdOf({ ...place, stamp }))
  note('mailingId', mailingIdOf({ ...place, mailing }))
  note('index', '0')
  note('chain', `eip155:${rig.chainId}`)
  note('bucket', 'hour')
  note('status', 'open')

  const mailingType = {
    type: 'tuple',
    components: [
      ...['sender', 'relay', 'token'].map((name) => ({ name, type: 'address' })),
      { name: 'root', type: 'bytes32' },
      ...['carriage', 'stake'].map((name) => ({ name, type: 'uint96' })),
      { name: 'count', type: 'uint32' },
      { name: 'expiresAt', type: 'uint40' },
    ],
  } as const
  const raw = (from: Address, to: Address, signature: string, types: unknown, args: unknown) => ({
    from,
    to,
    data: concat([
      toFunctionSelector(signature),
      encodeAbiParameters(types as never, args as never) as Hex,
    ]),
  })
  const bytesType = { type: 'bytes' }
  return [
    raw(
      relay,
      relayRegistry.address,
      'function register(address signer, string endpoint)',
      [{ type: 'address' }, bytesType],
      [relay, upTo(256, bytes)],
    ),
    chronicle.directory(relay, 'setCarriage', [token, 1n, true]),
    raw(
      recipient,
      inboxRegistry.address,
      'function linkAccount(bytes32 inboxId, string account, bytes proof)',
      [{ type: 'bytes32' }, bytesType, bytesType],
      [inboxId, account, upTo(2_048, bytes)],
    ),
    chronicle.registry(recipient, 'addKeys', [inboxId, [{ ...key, expiresAt: 0 }]]),
    chronicle.office(recipient, 'setTerms', [inboxId, token, 1n, HOUR, false]),
    {
      ...raw(
        sender,
        postOffice.address,
        'function openMailing((address sender, address relay, address token, bytes32 root, uint96 carriage, uint96 stake, uint32 count, uint40 expiresAt) mailing, string uri)',
        [mailingType, bytesType],
        [mailing, upTo(256, bytes)],
      ),
      value: 2n,
    },
    chronicle.office(sender, 'post', [input], 201n),
  ]
}

/** `abi.encode(bytes)`, which is that of a string too. */
function encoded(bytes: Hex): Hex {
  return encodeAbiParameters([{ type: 'bytes' }], [bytes])
}

/** Code of a contract that answers every call with the same bytes: a token whose symbol and decimals are theirs. */
function sayer(answer: Hex): Hex {
  const length = numberToHex(size(answer), { size: 2 })
  // PUSH2 length, PUSH1 14, PUSH1 0, CODECOPY, PUSH2 length, PUSH1 0, RETURN
  return concat(['0x61', length, '0x600e6000', '0x39', '0x61', length, '0x6000f3', answer])
}

function topic(event: string): Hex {
  return keccak256(toHex(event))
}

function note(name: string, ...found: readonly string[]): void {
  const known = values.get(name) ?? new Set()
  for (const value of found) known.add(value)
  values.set(name, known)
}

type Parameter = { name: string; in: string; required?: boolean }
type Operation = { parameters?: Parameter[] }

/** A url for each read of the API and each value of a parameter that it has. */
async function reads(): Promise<string[]> {
  const response = await fetch(`${rig.api().url}/openapi.json`)
  const { paths } = (await response.json()) as { paths: Record<string, { get?: Operation }> }
  return Object.entries(paths).flatMap(([path, { get }]) => {
    // An event stream has no end, and the rest says nothing of the chain.
    if (!get || !path.startsWith('/v1/') || /events|webhooks|verify/.test(path)) return []
    const parameters = get.parameters ?? []
    const wanted = parameters.filter(
      ({ name, required, in: where }) =>
        where === 'path' ||
        required ||
        ['wallet', 'account', 'keyId', 'relay', 'sender'].includes(name),
    )
    // One of the optional ones at a time: several are often not allowed together.
    const fixed = wanted.filter(({ required, in: where }) => required || where === 'path')
    const optional = wanted.filter((parameter) => !fixed.includes(parameter))
    const choices = [
      ...optional.map((one) => [...fixed, one]),
      ...(optional.length > 1 ? [] : [fixed]),
    ]
    return choices.flatMap((parameters) => urlsOf(path, parameters))
  })
}

function urlsOf(path: string, parameters: readonly Parameter[]): string[] {
  const lists = parameters.map(({ name }) => [...(values.get(name) ?? [])])
  const count = Math.max(1, ...lists.map((list) => list.length))
  return Array.from({ length: count }, (_, turn) => {
    const query = new URLSearchParams()
    let url = path
    for (const [place, { name, in: where }] of parameters.entries()) {
      const list = lists[place] ?? []
      const value = list[turn % Math.max(list.length, 1)]
      if (value === undefined) throw new Error(`No value for ${name} of ${path}`)
      if (where === 'path') url = url.replace(`{${name}}`, encodeURIComponent(value))
      else query.set(name, value)
    }
    return query.size > 0 ? `${url}?${query}` : url
  })
}

function faultOf(status: number, type: string, body: Uint8Array): string | undefined {
  if (status >= 500) return `status ${status}: ${new TextDecoder().decode(body).slice(0, 300)}`
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    if (type.includes('ndjson')) for (const line of text.trim().split('\n')) JSON.parse(line)
    else if (type.includes('json')) JSON.parse(text)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}
