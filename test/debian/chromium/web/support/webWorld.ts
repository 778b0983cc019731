import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { createWalletClient, http, publicActions, testActions } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'
import { mnemonic } from '../../../../../scripts/seed/world.ts'
import { root } from '../../../../../scripts/stack/paths.ts'
import type { TestStack } from '../../../../e2e/support/testStack.ts'
import { startTestStack } from '../../../../e2e/support/testStack.ts'
import { startChromium } from '../../../../helpers/chromium.ts'
import { watchBreaches } from './watchBreaches.ts'

/** The whole stack with the web app as it is served, and a Chromium to look at it. */
export type WebWorld = {
  url: string
  stack: TestStack
  /** Opens a page in a profile of its own, and waits for its heading. */
  open(visit: Visit): Promise<Page>
  /** A client of the local chain's n-th account, which has 10,000 ether. */
  clientOf(index: number): DevClient
  /** Keeps what is seen below `.data/screenshots`. */
  shot(page: Page, name: string): Promise<void>
  /** What the browser had to complain of so far, and whom pages asked that they should not. */
  breaches: string[]
  close(): Promise<void>
}

export type Visit = {
  path: string
  /** Of the development wallet, connected already; else no wallet is. */
  account?: number | undefined
  phone?: boolean | undefined
  theme?: 'light' | 'dark' | undefined
}

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
  return {
    url,
    stack,
    breaches,
    async open(visit) {
      const context = await openContext(browser, url, visit)
      watchBreaches(context, { origins, breaches })
      const page = await context.newPage()
      await page.goto(visit.path)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      return page
    },
    clientOf: (index) => devClient(chain.url, index),
    async shot(page, name) {
      const path = join(root, '.data/screenshots', `${name}.png`)
      mkdirSync(dirname(path), { recursive: true })
      await page.screenshot({ path, fullPage: true, animations: 'disabled' })
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
  visit: Visit,
): Promise<BrowserContext> {
  const { phone = false, theme = 'light', account } = visit
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

function devClient(rpcUrl: string, addressIndex: number) {
  return createWalletClient({
    account: mnemonicToAccount(mnemonic, { addressIndex }),
    chain: hardhat,
    transport: http(rpcUrl),
    pollingInterval: 50,
    cacheTime: 0,
  })
    .extend(publicActions)
    .extend(testActions({ mode: 'hardhat' }))
}
