import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { LocalAccount } from 'viem'
import { createWalletClient, http, parseEther, publicActions, testActions } from 'viem'
import { generatePrivateKey, mnemonicToAccount, privateKeyToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'
import { mnemonic } from '../../../../../scripts/seed/world.ts'
import { root } from '../../../../../scripts/stack/paths.ts'
import type { TestStack } from '../../../../e2e/support/testStack.ts'
import { startTestStack } from '../../../../e2e/support/testStack.ts'
import { startChromium } from '../../../../helpers/chromium.ts'
import { pictureOf } from './pictureOf.ts'
import { visit } from './visit.ts'
import { watchBreaches } from './watchBreaches.ts'

/** The whole stack with the web app as it is served, and a Chromium to look at it. */
export type WebWorld = {
  url: string
  stack: TestStack
  /** Opens a page in a profile of its own, and waits for its heading. */
  open(visit: Visit): Promise<Page>
  /** The same, with nothing loaded yet: for what is to be there before anything of the site is. */
  openBlank(visitor?: Visitor): Promise<Page>
  /** A client of the local chain's n-th account, which has 10,000 ether. */
  clientOf(index: number): DevClient
  /** A client of somebody new. @param ether - What the account has; 10 unless told. */
  newcomer(ether?: string): Promise<DevClient>
  /** Keeps what is seen below `.data/screenshots`: an artefact of the run, to be looked at. */
  shot(page: Page, name: string): Promise<void>
  /** What the browser had to complain of so far, and whom pages asked that they should not. */
  breaches: string[]
  close(): Promise<void>
}

/** Who opens a page, and on what. */
export type Visitor = {
  /** Of the development wallet, connected already; else no wallet is. */
  account?: number | undefined
  phone?: boolean | undefined
  theme?: 'light' | 'dark' | undefined
}

export type Visit = Visitor & { path: string }

export type DevClient = ReturnType<typeof devClient>

/** Desk and phone, as every page must fit them. */
export const viewports = {
  desk: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const

/** Milliseconds that a page gets for anything, on a machine that is busy. */
const patience = 20_000

/** Starts everything; one for all stories. */
export async function openWebWorld(): Promise<WebWorld> {
  const starting = startTestStack({ withWeb: true })
  const [stack, browser] = await Promise.all([starting, startChromium()])
  const { web, relay, api, chain } = stack
  if (!web || !relay) throw new Error('The stack has no web app')
  const breaches: string[] = []
  const origins = [web.url, relay.url, api.url, chain.url]
  const { url } = web
  const openBlank = async (visitor: Visitor = {}) => {
    const context = await openContext(browser, url, visitor)
    watchBreaches(context, { origins, breaches })
    return await context.newPage()
  }
  return {
    url,
    stack,
    breaches,
    async open({ path, ...visitor }) {
      const page = await openBlank(visitor)
      await visit(page, path)
      return page
    },
    openBlank,
    clientOf: (index) => devClient(chain.url, mnemonicToAccount(mnemonic, { addressIndex: index })),
    async newcomer(ether = '10') {
      const client = devClient(chain.url, privateKeyToAccount(generatePrivateKey()))
      await client.setBalance({ address: client.account.address, value: parseEther(ether) })
      return client
    },
    async shot(page, name) {
      const path = join(root, '.data/screenshots', `${name}.jpeg`)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, await pictureOf(page))
    },
    async close() {
      await browser.close()
      await stack.stop()
    },
  }
}

async function openContext(
  browser: Browser,
  baseURL: string,
  visitor: Visitor,
): Promise<BrowserContext> {
  const { phone = false, theme = 'light', account } = visitor
  const context = await browser.newContext({
    baseURL,
    viewport: phone ? viewports.phone : viewports.desk,
    hasTouch: phone,
    isMobile: phone,
    colorScheme: theme,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    locale: 'en-GB',
  })
  context.setDefaultTimeout(patience)
  if (account !== undefined) await context.addInitScript(connect, account)
  return context
}

declare const location: { protocol: string }

/** In the page, before anything of it runs: what the development wallet remembers of an earlier visit. */
function connect(account: number): void {
  if (!location.protocol.startsWith('http')) return
  if (sessionStorage.getItem('pennypost.test') !== null) return
  sessionStorage.setItem('pennypost.test', 'visited')
  for (const storage of [localStorage, sessionStorage]) {
    storage.setItem('pennypost.development.account', String(account))
  }
  localStorage.setItem('pennypost.wallet.recentConnectorId', '"pennypost.development"')
}

function devClient(rpcUrl: string, account: LocalAccount) {
  return createWalletClient({
    account,
    chain: hardhat,
    transport: http(rpcUrl),
    pollingInterval: 50,
    cacheTime: 0,
  })
    .extend(publicActions)
    .extend(testActions({ mode: 'hardhat' }))
}
