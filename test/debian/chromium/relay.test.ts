import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startChromium } from '../../helpers/chromium.ts'
import type { RunningRelay } from '../../relay/support/runRelay.ts'
import { runRelay, secretOf } from '../../relay/support/runRelay.ts'
import { listen } from '../../sdk/guard/support/httpServers.ts'
import type { LiveClient } from '../../sdk/guard/support/liveChain.ts'
import type { RelayScene } from '../../sdk/guard/support/relayScene.ts'
import { carriage, stake, startRelayScene } from '../../sdk/guard/support/relayScene.ts'
import type { InjectedWallet } from './support/injectWallet.ts'
import { injectWallet } from './support/injectWallet.ts'
import type { LetterPage, Place, SendParameters, Sent } from './support/letterPage.ts'
import type { LetterPageServer } from './support/serveLetterPage.ts'
import { serveLetterPage } from './support/serveLetterPage.ts'

/*
The SDK in a browser, on a page of another origin than relay, API and node, with a strict policy
├── given a key of the page’s own → it seals, is asked for postage, pays once within the cap, and has the relay’s receipt
│   └── the recipient’s page is handed the letter as it comes, and opens it by X25519 and by X-Wing
├── given the price is above the cap → nothing is signed
├── given a wallet that asks its user
│   ├── who agrees → asked who it is, and to pay: once each
│   ├── who refuses → nothing is paid, and the letter may be sent again
│   ├── who is a friend of the recipient’s → asked to sign, and pays nothing
│   └── which is on another chain → not asked
├── given a relay that sends the letter elsewhere → not followed
└── it asks nobody else, and breaks no policy
*/

declare const letterPage: LetterPage

let scene: RelayScene
let relay: RunningRelay
let server: LetterPageServer
let browser: Browser
let place: Place
let ownPage: Page
let recipientPage: Page
/** Origins that were asked, and what the browser had to complain of. */
const asked = new Set<string>()
const complaints: string[] = []

const relayIndex = 5
const most = carriage + stake

beforeAll(async () => {
  ;[scene, server, browser] = await Promise.all([
    startRelayScene(),
    serveLetterPage(),
    startChromium(),
  ])
  relay = await runRelay(scene, relayIndex)
  const { rpcUrl, inboxId, recipient } = scene
  const relayAddress = scene.relay.account.address
  place = { relayUrl: relay.url, apiUrl: scene.api.url, rpcUrl, inboxId, relay: relayAddress }
  ownPage = await open([relay.url, scene.api.url, rpcUrl])
  recipientPage = await open([relay.url, rpcUrl])
  // The recipient's account is the second of the node's.
  expect(recipient.account.address).toBe(scene.clientOf(1).account.address)
  const recipientKey = secretOf(1)
  await recipientPage.evaluate(([where, key]) => letterPage.addOwnKeys(where, key), [
    place,
    recipientKey,
  ] as const)
  await scene.caughtUp()
  await recipientPage.evaluate((where) => letterPage.receive(where), place)
})

afterAll(async () => {
  await browser?.close()
  server?.close()
  await relay?.stop()
  await scene?.stop()
})

/** Opens the page in a profile of its own, where it may ask these and nobody else. */
async function open(origins: readonly string[], prepare?: (page: Page) => Promise<unknown>) {
  const page = await (await browser.newContext()).newPage()
  page.on('request', (request) => void asked.add(new URL(request.url()).origin))
  page.on('pageerror', (error) => void complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await prepare?.(page)
  server.allow(origins)
  await page.goto(server.url, { waitUntil: 'load' })
  await page.waitForFunction(() => 'letterPage' in globalThis)
  return page
}

/** A page with a wallet, which asks the node itself: the page need not. */
async function openWithWallet(client: LiveClient): Promise<{ page: Page; wallet: InjectedWallet }> {
  let wallet: InjectedWallet | undefined
  const page = await open([relay.url, scene.api.url], async (each) => {
    wallet = await injectWallet(each, client)
  })
  return { page, wallet: wallet as InjectedWallet }
}

const sendByKey = (parameters: SendParameters): Promise<Sent> =>
  ownPage.evaluate(([where, key, what]) => letterPage.sendByKey(where, key, what), [
    place,
    secretOf(2),
    parameters,
  ] as const)

const sendByWallet = (page: Page, parameters: SendParameters): Promise<Sent> =>
  page.evaluate(([where, what]) => letterPage.sendByWallet(where, what), [
    place,
    parameters,
  ] as const)

/** What the recipient's page has been handed and has opened. */
async function delivered({ letterHash }: Sent) {
  const find = async () =>
    (await recipientPage.evaluate(() => letterPage.delivered())).find(
      (letter) => letter.letterHash === letterHash,
    )
  await expect.poll(find, { timeout: 20_000 }).toBeDefined()
  return await find()
}

const twice = (text: string) => [text, text]
const steps = ['sending', 'paying', 'asking', 'sent', 'done', 'paid']

describe('a page with a key of its own', () => {
  it('pays for a letter once, within the cap; the recipient’s page opens it by each of its keys', async () => {
    const sent = await sendByKey({ text: 'Grüße 👋', most })
    expect(sent).toMatchObject({ status: 202, paid: most, hasReceipt: true, steps })
    expect(await delivered(sent)).toMatchObject({ sender: null, texts: twice('Grüße 👋') })
  })

  it('signs nothing above the cap', async () => {
    const nonce = await transactions(scene.sender)
    const { steps: taken, error } = await sendByKey({ text: 'Too dear', most: most - 1n })
    expect(error).toMatchObject({ names: ['PostageRefusedError'], reason: 'postage_required' })
    expect(error?.sentence).toContain('is above `maxPostage`')
    expect(taken).toEqual(['sending'])
    expect(await transactions(scene.sender)).toBe(nonce)
  })

  it('does not follow a relay that sends the letter elsewhere', async () => {
    const elsewhere: string[] = []
    const cors = {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
    }
    const other = await listen((request, response) => {
      elsewhere.push(request.method ?? '')
      response.writeHead(202, cors).end()
    })
    const url = await listen(({ method }, response) => {
      response.writeHead(method === 'OPTIONS' ? 204 : 307, { ...cors, location: other }).end()
    })
    const page = await open([relay.url, scene.api.url, ...[url, other].map(originOf)])
    const { error } = await page.evaluate(
      ([where, key, what]) => letterPage.sendByKey(where, key, what),
      [place, secretOf(2), { text: 'Lost', most, url }] as const,
    )
    expect(error).toMatchObject({ names: ['RelayAnswerError'], reason: 'redirected' })
    expect(elsewhere).toEqual([])
    for (const each of [url, other]) asked.delete(originOf(each))
  })
})

describe('a wallet that asks its user', () => {
  it('is asked who it is, and to pay; once each', async () => {
    const { page, wallet } = await openWithWallet(scene.sender)
    const sent = await sendByWallet(page, { text: 'By wallet', most })
    expect(sent).toMatchObject({ status: 202, paid: most, hasReceipt: true, steps })
    expect(wallet.asked).toEqual(['eth_requestAccounts', 'eth_sendTransaction'])
    expect(await delivered(sent)).toMatchObject({ texts: twice('By wallet') })
  })

  it('is asked nothing above the cap', async () => {
    const { page, wallet } = await openWithWallet(scene.sender)
    const { error } = await sendByWallet(page, { text: 'Too dear', most: most - 1n })
    expect(error).toMatchObject({ names: ['PostageRefusedError'] })
    expect(wallet.asked).toEqual(['eth_requestAccounts'])
  })

  it('pays nothing if the user refuses, and may be asked again', async () => {
    const { page, wallet } = await openWithWallet(scene.sender)
    await sendByWallet(page, { text: 'Too dear', most: 0n })
    const nonce = await transactions(scene.sender)
    wallet.agrees = false
    const refused = await sendByWallet(page, { text: 'Shall I?', most })
    expect(refused.steps).toEqual(['sending', 'paying', 'asking'])
    expect(refused.error?.names).toContain('UserRejectedRequestError')
    expect(await transactions(scene.sender)).toBe(nonce)
    wallet.agrees = true
    expect(await sendByWallet(page, { text: 'I shall', most })).toMatchObject({ status: 202 })
    expect(wallet.asked.slice(1)).toEqual(['eth_sendTransaction', 'eth_sendTransaction'])
  })

  it('is asked to sign by a friend of the recipient’s, and to pay nothing', async () => {
    const { page, wallet } = await openWithWallet(scene.friend)
    const sent = await sendByWallet(page, { text: 'It is me', most: 0n, isStated: true })
    expect(sent).toMatchObject({ status: 202, paid: 0n, hasReceipt: true, steps: ['sending'] })
    expect(wallet.asked).toEqual(['eth_requestAccounts', 'eth_signTypedData_v4'])
    const sender = scene.friend.account.address
    expect(await delivered(sent)).toMatchObject({ sender, texts: twice('It is me') })
  })

  it('is not asked to pay on another chain', async () => {
    const { page, wallet } = await openWithWallet(scene.sender)
    wallet.chainId = 1
    const { error } = await sendByWallet(page, { text: 'Elsewhere', most })
    expect(error?.names).toContain('ChainMismatchError')
    expect(wallet.asked).toEqual(['eth_requestAccounts'])
  })
})

describe('the pages', () => {
  it('have asked nobody but the relay, the API and the node', () => {
    const known = [server.url, relay.url, scene.api.url, scene.rpcUrl]
    expect(asked).toEqual(new Set(known))
  })

  it('have broken no policy, and logged nothing but the answers of 402', () => {
    const isRefusal = (text: string) => text.includes('responded with a status of 402')
    expect(complaints.filter((text) => !isRefusal(text))).toEqual([])
  })
})

async function transactions({ account }: LiveClient): Promise<number> {
  return await scene.reader.getTransactionCount({ address: account.address })
}

function originOf(url: string): string {
  return new URL(url).origin
}
