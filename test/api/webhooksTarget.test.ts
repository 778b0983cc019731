import type { LookupAddress } from 'node:dns'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkedLookup } from '../../api/webhooks/checkedLookup.ts'
import { faultOfTarget } from '../../api/webhooks/faultOfTarget.ts'
import { isPublicAddress } from '../../api/webhooks/publicAddress.ts'
import { sendWebhook } from '../../api/webhooks/sendWebhook.ts'
import { createWebhookSecret } from '../../api/webhooks/webhookSecret.ts'
import type { WebhookSettings } from '../../api/webhooks/webhookSettings.ts'
import { webhookDefaults } from '../../api/webhooks/webhookSettings.ts'
import type { Receiver } from './webhooksReceiver.ts'
import { startReceiver } from './webhooksReceiver.ts'

/*
the target of a webhook
├── an address → public or not
├── a url → refused for its scheme, its host, or what is in it
├── a host → looked up once for an attempt, refused for any address that is not public, connected to what was checked
└── a receiver that redirects, hangs, drips, floods or breaks off → an outcome, never an exception, within the time limit
*/

let receiver: Receiver

beforeAll(async () => {
  receiver = await startReceiver()
})
beforeEach(() => {
  receiver.received.length = 0
  receiver.answer = (response) => response.writeHead(204).end()
})
afterAll(() => receiver.close())

const strict: WebhookSettings = { ...webhookDefaults, timeout: 400 }
const loose: WebhookSettings = { ...strict, allowPrivate: true }

const send = (url: string, settings: WebhookSettings) => {
  const attempt = { url, secrets: [createWebhookSecret()], id: 'msg_1', body: '{}', timestamp: 1 }
  return sendWebhook(attempt, settings)
}

describe('isPublicAddress', () => {
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '168.63.129.15',
    '161.27.0.1',
    '166.12.0.0',
    '199.36.153.12',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.0.1',
    '172.32.0.1',
  ])('is so for %s', (address) => expect(isPublicAddress(address)).toBe(true))

  it.each(['2606:4700:4700::1111', '2a00:1450:4001:81b::200e', '3000::1'])(
    'is so for %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  )

  it.each([
    ...[
      '0.0.0.0',
      '0.1.2.3',
      '10.0.0.1',
      '100.64.0.1',
      '100.127.255.255',
      '127.0.0.1',
      '127.255.0.1',
    ],
    ...['169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.2.1', '192.88.99.1'],
    ...['192.168.0.1', '198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1'],
    ...['239.255.255.255', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:0:127.0.0.1'],
    ...['64:ff9b::7f00:1', '64:ff9b:1::1', '100::1', '2001::1', '2001:db8::1', '2002:7f00:1::'],
    ...['2001:20::1', '3fff::1', '5f00::1', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'fe80::1%eth0'],
    ...['fec0::1', 'ff02::1', '4000::1', 'localhost', ''],
    ...['168.63.129.16', '::ffff:168.63.129.16', '100.100.100.200', '192.0.0.192', '161.26.0.10'],
    ...['166.8.0.1', '166.11.255.255', '199.36.153.4', '199.36.153.11', 'fd00:ec2::254'],
  ])('is not so for %s', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

describe('faultOfTarget', () => {
  it.each([
    'https://relay.example/hook?x=1',
    'https://relay.example:8443/',
    'https://1.1.1.1/',
    'https://[2606:4700:4700::1111]/',
  ])('finds none in %s', (url) => {
    expect(faultOfTarget(new URL(url), strict)).toBeUndefined()
  })

  it.each([
    ['http://relay.example/', 'the url does not begin with https://'],
    ['https://user@relay.example/', 'the url has a user or a password in it'],
    ['https://:secret@relay.example/', 'the url has a user or a password in it'],
    ['https://127.0.0.1/', 'the address is not public'],
    ['https://2130706433/', 'the address is not public'],
    ['https://0x7f.1/', 'the address is not public'],
    ['https://0177.0.0.1/', 'the address is not public'],
    ['https://[::1]/', 'the address is not public'],
    ['https://[::ffff:7f00:1]/', 'the address is not public'],
    ['https://169.254.169.254/latest/meta-data', 'the address is not public'],
    ['https://localhost/', 'the host is not one of the public Internet'],
    ['https://localhost./', 'the host is not one of the public Internet'],
    ['https://db/', 'the host is not one of the public Internet'],
    ['https://printer.local/', 'the host is not one of the public Internet'],
    ['https://metadata.google.internal/', 'the host is not one of the public Internet'],
    ['https://x.localhost/', 'the host is not one of the public Internet'],
    ['https://relay.example:22/', 'the port is none of 443, 8443'],
    ['https://relay.example:80/', 'the port is none of 443, 8443'],
    ['https://1.1.1.1:6379/', 'the port is none of 443, 8443'],
    ['https://168.63.129.16/', 'the address is not public'],
  ])('finds one in %s', (url, fault) => {
    expect(faultOfTarget(new URL(url), strict)).toBe(fault)
  })

  it('allows http and loopback where that is configured, and no password even there', () => {
    expect(faultOfTarget(new URL(receiver.url), loose)).toBeUndefined()
    expect(faultOfTarget(new URL('http://user:pass@127.0.0.1/'), loose)).toBeDefined()
  })
})

describe('a host that is looked up', () => {
  const ask = (found: LookupAddress[], all: boolean) =>
    new Promise((resolve) => {
      const lookup = checkedLookup(() => Promise.resolve(found))
      lookup('relay.example', { all }, (error, address, family) =>
        resolve(error ? error.message : { address, family }),
      )
    })
  const open = { address: '1.1.1.1', family: 4 }
  const openV6 = { address: '2606:4700:4700::1111', family: 6 }

  it('gives the socket what was checked, and nothing else', async () => {
    expect(await ask([open, openV6], false)).toEqual({ address: '1.1.1.1', family: 4 })
    expect(await ask([openV6, open], true)).toEqual({ address: [openV6, open], family: undefined })
  })

  it.each(['127.0.0.1', '::ffff:10.0.0.1', '169.254.169.254', 'fd00::1'])(
    'is refused for %s, also among public addresses',
    async (address) => {
      const refusal = 'the host has an address that is not public'
      expect(await ask([{ address, family: 4 }], true)).toBe(refusal)
      expect(await ask([open, { address, family: 4 }, openV6], true)).toBe(refusal)
      expect(await ask([open, { address, family: 4 }], false)).toBe(refusal)
    },
  )

  it('is asked about once for an attempt, so that it cannot change its mind', async () => {
    for (const first of ['1.1.1.1', '127.0.0.1']) {
      let asked = 0
      const resolve = () => {
        const address = asked++ === 0 ? first : '127.0.0.1'
        return Promise.resolve([{ address, family: 4 }])
      }
      const settings = { ...strict, ports: [receiver.port], resolve }
      const outcome = await send(`https://rebind.example:${receiver.port}/`, settings)
      expect(outcome).toMatchObject({ isDelivered: false, status: null })
      expect(asked).toBe(1)
    }
    expect(receiver.received).toEqual([])
  })

  it('is refused when it leads to this machine, without a connection to it', async () => {
    let connections = 0
    const counting = await startReceiver()
    counting.answer = () => connections++
    const resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }])
    const settings = { ...strict, ports: [counting.port], resolve }
    const outcome = await send(`https://rebind.example:${counting.port}/`, settings)
    expect(outcome).toEqual({
      isDelivered: false,
      status: null,
      error: 'refused: the host has an address that is not public',
    })
    expect(connections).toBe(0)
    await counting.close()
  })

  it.each([
    ['https://127.0.0.1:8443/', 'refused: the address is not public'],
    ['https://1.1.1.1:1/', 'refused: the port is none of 443, 8443'],
    ['http://relay.example/', 'refused: the url does not begin with https://'],
  ])('is not even looked up for %s', async (url, error) => {
    const resolve = () => expect.unreachable()
    expect(await send(url, { ...strict, resolve })).toMatchObject({ error })
  })

  it('may have no address, or a resolver that hangs', async () => {
    const url = 'https://relay.example/'
    const fail = () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }))
    expect(await send(url, { ...strict, resolve: fail })).toMatchObject({
      error: 'the host has no address',
    })
    expect(await send(url, { ...strict, resolve: () => Promise.resolve([]) })).toMatchObject({
      error: 'the connection failed',
    })
    expect(await send(url, { ...strict, resolve: () => new Promise(() => {}) })).toMatchObject({
      error: 'no answer within 400 ms',
    })
  })
})

describe('localhost', () => {
  it('is delivered to where that is configured, at any port', async () => {
    const url = `http://localhost:${receiver.port}/hook`
    expect(await send(url, loose)).toEqual({ isDelivered: true, status: 204, error: null })
  })
})

describe('a receiver', () => {
  it.each([
    [200, true, null],
    [204, true, null],
    [299, true, null],
    [301, false, 'redirects are not followed'],
    [307, false, 'redirects are not followed'],
    [400, false, 'answered 400'],
    [410, false, 'answered 410'],
    [500, false, 'answered 500'],
  ])('that answers %i', async (status, isDelivered, error) => {
    receiver.answer = (response) => response.writeHead(status, { location: '/other' }).end()
    expect(await send(receiver.url, loose)).toEqual({ isDelivered, status, error })
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook'])
  })

  it('that never answers', async () => {
    receiver.answer = () => {}
    const start = performance.now()
    expect(await send(receiver.url, loose)).toEqual({
      isDelivered: false,
      status: null,
      error: 'no answer within 400 ms',
    })
    expect(performance.now() - start).toBeLessThan(3_000)
  })

  it('that sends its head byte by byte', async () => {
    receiver.answer = (response) => {
      const { socket } = response
      const timer = setInterval(() => socket?.write('H'), 50)
      socket?.once('close', () => clearInterval(timer))
    }
    const outcome = await send(receiver.url, loose)
    expect(outcome).toMatchObject({ isDelivered: false, status: null })
  })

  it('that answers with a body without end, which nobody reads', async () => {
    let written = 0
    receiver.answer = (response) => {
      response.writeHead(200)
      const chunk = Buffer.alloc(1 << 16)
      const pour = () => {
        while (!response.destroyed && response.write(chunk)) written += chunk.length
      }
      response.on('drain', pour)
      pour()
    }
    const before = process.memoryUsage().rss
    expect(await send(receiver.url, loose)).toMatchObject({ isDelivered: true, status: 200 })
    expect(written).toBeLessThan(64 << 20)
    expect(process.memoryUsage().rss - before).toBeLessThan(128 << 20)
  })

  it('that answers with a head without end', async () => {
    receiver.answer = (response) => {
      response.socket?.write(`HTTP/1.1 200 OK\r\n${`x: ${'y'.repeat(1_000)}\r\n`.repeat(1_000)}`)
    }
    expect(await send(receiver.url, loose)).toMatchObject({ isDelivered: false, status: null })
  })

  it('that breaks off, changes protocols, or is not there', async () => {
    receiver.answer = (response) => response.socket?.destroy()
    expect(await send(receiver.url, loose)).toMatchObject({ error: 'the connection failed' })
    receiver.answer = (response) => {
      response.socket?.write(
        'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n',
      )
    }
    expect(await send(receiver.url, loose)).toMatchObject({ isDelivered: false, status: null })
    const secure = receiver.url.replace('http:', 'https:')
    expect(await send(secure, loose)).toMatchObject({ isDelivered: false, status: null })
    expect(await send('http://127.0.0.1:1/', loose)).toEqual({
      isDelivered: false,
      status: null,
      error: 'the connection was refused',
    })
  })
})
