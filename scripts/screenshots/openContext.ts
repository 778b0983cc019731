import type { Browser, BrowserContext } from 'playwright-core'

/** Widths and heights that pictures are taken in. */
export const sizes = {
  desk: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const

/** What a browser keeps of a visit. */
export type BrowserState = Awaited<ReturnType<BrowserContext['storageState']>>

type Visitor = {
  webUrl: string
  size: keyof typeof sizes
  /** Of the development wallet. */
  account: number
  /** Of an earlier visit. */
  state?: BrowserState | undefined
}

/** A browser of somebody whose development wallet is connected. */
export async function openContext(browser: Browser, visitor: Visitor): Promise<BrowserContext> {
  const { webUrl, size, account, state } = visitor
  const isPhone = size === 'phone'
  const context = await browser.newContext({
    baseURL: webUrl,
    viewport: sizes[size],
    isMobile: isPhone,
    hasTouch: isPhone,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    ...(state && { storageState: state }),
  })
  await context.addInitScript(connect, account)
  return context
}

declare const location: { protocol: string }

/** In the page, before anything of it runs. */
function connect(account: number): void {
  if (!location.protocol.startsWith('http')) return
  for (const storage of [localStorage, sessionStorage]) {
    storage.setItem('pennypost.development.account', String(account))
  }
  localStorage.setItem('pennypost.wallet.recentConnectorId', '"pennypost.development"')
}
